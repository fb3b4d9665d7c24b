pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What there is on the picture, what can be added, and the fields of what is selected.
ColumnLayout {
    id: tools

    required property Configuration config
    // Whether there is a picture to draw on.
    required property bool drawable
    readonly property SceneEditor _editor: config.scene

    signal drawn

    spacing: Theme.spaceM

    CameraPicker {
        Layout.fillWidth: true
        visible: choices.length > 1
        config: tools.config
    }

    RowLayout {
        spacing: Theme.spaceS
        uniformCellSizes: true

        TextButton {
            Layout.fillWidth: true
            text: qsTr("New line")
            checked: tools._editor.drawing === "lines"
            enabled: tools.drawable
            onClicked: {
                tools._editor.begin("lines");
                tools.drawn();
            }
        }

        TextButton {
            Layout.fillWidth: true
            text: qsTr("New zone")
            checked: tools._editor.drawing === "zones"
            enabled: tools.drawable
            onClicked: {
                tools._editor.begin("zones");
                tools.drawn();
            }
        }
    }

    Card {
        Layout.fillWidth: true
        Layout.fillHeight: true
        Layout.minimumHeight: Theme.listRow * 3
        title: qsTr("Lines and zones")
        aside: Wording.number(list.count)

        ListView {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            activeFocusOnTab: true
            boundsBehavior: Flickable.StopAtBounds
            model: tools._editor.shapeRows
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Lines and zones")

            ScrollBar.vertical: ScrollBar {
                id: bar

                policy: list.contentHeight > list.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            }

            delegate: ItemDelegate {
                id: entry

                required property string key
                required property string name
                required property string kind
                required property string shape
                required property string problem
                required property int index
                readonly property bool _chosen: tools._editor.selected === key
                readonly property string _kind: shape === "lamps" ? SettingsWording.lamp(kind)
                    : shape === "lines" ? SettingsWording.lineKind(kind) : SettingsWording.kind(kind)

                width: list.width - bar.width
                height: Math.max(Theme.control, implicitContentHeight + Theme.spaceS)
                text: name
                Accessible.name: qsTr("%1, %2").arg(name).arg(entry._kind)
                onClicked: tools._editor.select(entry.key, -1)
                Keys.onReturnPressed: click()

                background: Rectangle {
                    radius: Theme.radiusS
                    color: entry._chosen ? Theme.color.selected : entry.hovered ? Theme.color.raised : "transparent"
                    border.color: entry.visualFocus || (list.activeFocus && list.currentIndex === entry.index)
                        ? Theme.color.focus : "transparent"
                    border.width: Theme.focusRing
                }

                contentItem: RowLayout {
                    spacing: Theme.spaceS

                    Rectangle {
                        implicitWidth: Theme.dot
                        implicitHeight: Theme.dot
                        radius: entry.shape === "zones" ? 0 : Theme.dot / 2
                        color: entry.problem !== "" ? Theme.color.failed : entry.shape === "zones" ? Theme.color.zone
                            : entry.shape === "lamps" ? SettingsWording.lampColour(entry.kind)
                            : entry.kind === "stop" ? Theme.color.stopLine : Theme.color.countLine
                        border.color: Theme.color.outline
                        border.width: Theme.hairline
                    }

                    BodyText {
                        Layout.fillWidth: true
                        maximumLineCount: 3
                        text: entry.name
                        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                        Accessible.ignored: true
                    }

                    CaptionText {
                        text: entry._kind
                        Accessible.ignored: true
                    }
                }
            }

            BodyText {
                anchors.fill: parent
                visible: list.count === 0
                color: Theme.color.textMuted
                text: qsTr("Nothing drawn yet. Lines count road users crossing them.")
                verticalAlignment: Text.AlignTop
                wrapMode: Text.Wrap
            }
        }
    }

    ColumnLayout {
        spacing: 0
        visible: tools._editor.selected === ""

        Toggle {
            text: qsTr("Relative units")
            enabled: tools.drawable
            on: tools._editor.relative
            onSwitched: on => tools._editor.setRelative(on)
        }

        HintText {
            Layout.fillWidth: true
            text: qsTr("Lines and zones then fit every image size of the same view.")
            wrapMode: Text.Wrap
        }
    }

    ScrollArea {
        id: room

        Layout.fillWidth: true
        Layout.preferredHeight: Math.min(fields.implicitHeight, tools.height - Theme.listRow * 5)
        visible: tools._editor.selected !== ""
        label: qsTr("Selection")
        contentWidth: width
        contentHeight: fields.implicitHeight

        ShapeFields {
            id: fields

            width: room.width - room.gutter
            config: tools.config
            onDrawn: tools.drawn()
        }
    }
}
