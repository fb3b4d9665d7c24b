pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a recording came to once it was counted to its end, and what can be done with that.
ScrollArea {
    id: page

    required property Camera camera
    required property Results results
    required property Configuration config
    // While a window is taken down there may be no camera any more.
    readonly property string _name: camera?.name ?? ""
    readonly property bool _drawn: results.lines.length > 0
    readonly property bool _wide: width >= Theme.wizard * 1.4

    signal again
    signal preview
    signal another
    signal edited

    label: qsTr("Result of %1").arg(_name)
    contentHeight: column.implicitHeight + 2 * Theme.spaceL

    Binding {
        target: page.results
        property: "camera"
        value: page.visible ? page._name : ""
    }

    ColumnLayout {
        id: column

        x: Math.max(Theme.spaceL, (page.width - width) / 2)
        y: Theme.spaceL
        width: Math.min(page.width - 2 * Theme.spaceL - page.gutter, Theme.wizard * (page._drawn && page._wide ? 2 : 1))
        spacing: Theme.spaceL

        ResultHeading {
            Layout.fillWidth: true
            camera: page.camera
            results: page.results
        }

        Flow {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            TextButton {
                primary: !exporting.visible
                visible: page._drawn
                text: qsTr("Export …")
                enabled: !page.results.busy && !exporting.visible
                onClicked: exporting.begin()
            }

            TextButton {
                primary: !page._drawn
                text: qsTr("Edit lines and zones")
                onClicked: page.preview()
            }

            TextButton {
                visible: page._drawn
                text: qsTr("Count again")
                onClicked: page.again()
            }

            TextButton {
                text: qsTr("Open another video …")
                onClicked: page.another()
            }
        }

        ExportForm {
            id: exporting

            Layout.fillWidth: true
            visible: false
            results: page.results
            onDone: exporting.visible = false
        }

        BodyText {
            Layout.fillWidth: true
            visible: text !== ""
            color: page.results.failure !== "" ? Theme.color.failed : Theme.color.textMuted
            text: page.results.busy ? qsTr("Saving …") : page.results.failure !== "" ? ReasonWording.said(page.results.failure)
                : page.results.file !== "" ? qsTr("Saved as %1").arg(page.results.file) : ""
            wrapMode: Text.WrapAnywhere
        }

        BodyText {
            Layout.fillWidth: true
            visible: !page._drawn
            text: qsTr("No counts, because there is no counting line. Draw one, then count again.")
            wrapMode: Text.Wrap
        }

        // Beside each other where there is room.
        GridLayout {
            Layout.fillWidth: true
            columns: page._wide ? 2 : 1
            columnSpacing: Theme.spaceL
            rowSpacing: Theme.spaceL

            ResultTable {
                Layout.fillWidth: true
                Layout.preferredWidth: 3
                Layout.alignment: Qt.AlignTop
                visible: page._drawn
                title: qsTr("Counts by line")
                first: qsTr("Line")
                second: qsTr("Direction")
                kinds: page.results.classes
                rows: page.results.lines.map(row => Object.assign({}, row, { second: RecordingWording.direction(row.second) }))
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.preferredWidth: 2
                Layout.alignment: Qt.AlignTop
                spacing: Theme.spaceL

                ResultTable {
                    Layout.fillWidth: true
                    visible: page.results.movements.length > 0
                    title: qsTr("Turning movements")
                    first: qsTr("From")
                    second: qsTr("To")
                    kinds: page.results.classes
                    rows: page.results.movements
                }

                Card {
                    Layout.fillWidth: true
                    title: qsTr("Violations")

                    Repeater {
                        model: page.results.violations

                        RuleTotal {}
                    }

                    BodyText {
                        visible: page.results.violations.length === 0
                        color: Theme.color.textMuted
                        text: qsTr("No violation rules were active.")
                    }
                }
            }
        }

        RecordedAt {
            config: page.config
            camera: page.camera
            onEdited: page.edited()
        }
    }
}
