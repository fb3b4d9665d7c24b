pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The journal's violations, newest first, and the facts of the one chosen.
FocusScope {
    id: page

    required property Violations violations
    readonly property bool _ready: violations.status === "ready"

    function _options(all: string, names: var, word: var): var {
        return [{ value: "", text: all }].concat(names.map(name => ({ value: name, text: word(name) })));
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceM

            Segments {
                label: qsTr("Period")
                choices: [
                    { value: "hour", text: qsTr("1 h") },
                    { value: "day", text: qsTr("24 h") },
                    { value: "week", text: qsTr("7 days") },
                    { value: "all", text: qsTr("All") }
                ]
                value: page.violations.period
                onChosen: value => page.violations.period = value
            }

            Picker {
                label: qsTr("Rule")
                choices: page._options(qsTr("All rules"), page.violations.ruleNames, name => Wording.violation(name))
                chosenValue: page.violations.rule
                onChosen: value => page.violations.rule = value
            }

            Picker {
                label: qsTr("Camera")
                choices: page._options(qsTr("All cameras"), page.violations.cameraNames, name => name)
                chosenValue: page.violations.camera
                onChosen: value => page.violations.camera = value
            }

            Item {
                Layout.fillWidth: true
            }

            ExportButton {
                exporter: page.violations.exporter
                fileName: "violations.csv"
            }
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.spaceM
            visible: page._ready

            Card {
                Layout.fillWidth: true
                Layout.fillHeight: true
                title: qsTr("Violations")
                aside: page.violations.total > list.count
                    ? qsTr("newest %1 of %2").arg(Wording.number(list.count)).arg(Wording.number(page.violations.total))
                    : Wording.number(page.violations.total)

                ListView {
                    id: list

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    clip: true
                    focus: true
                    activeFocusOnTab: true
                    keyNavigationEnabled: true
                    boundsBehavior: Flickable.StopAtBounds
                    highlightMoveDuration: 0
                    model: page.violations.rows
                    Accessible.role: Accessible.List
                    Accessible.name: qsTr("Violations")

                    delegate: ViolationRow {
                        required property int index

                        width: list.width - bar.width
                        current: ListView.isCurrentItem
                        focused: list.activeFocus
                        onChosen: {
                            list.currentIndex = index;
                            list.forceActiveFocus();
                        }
                    }

                    ScrollBar.vertical: ScrollBar {
                        id: bar

                        policy: list.contentHeight > list.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
                    }
                }
            }

            ViolationFacts {
                Layout.preferredWidth: page.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
                Layout.fillHeight: true
                row: list.currentItem as ViolationRow
            }
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page._ready

            Placeholder {
                anchors.centerIn: parent
                glyph: page.violations.status === "broken" ? Glyphs.warning : Glyphs.check
                visible: page.violations.status !== "loading"
                title: RecordWording.history(page.violations.status, qsTr("No violations in this period"))
                explanation: page.violations.status === "broken" ? page.violations.problem
                    : page.violations.status === "filtered" ? qsTr("The period has some of other rules or cameras.") : ""
            }
        }
    }
}
