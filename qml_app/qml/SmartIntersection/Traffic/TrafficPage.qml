pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Counts over time, by class and line, from the journal.
FocusScope {
    id: page

    required property Traffic traffic
    readonly property bool _ready: traffic.status === "ready"
    readonly property bool _manyCameras: new Set(traffic.lineNames.map(name => name.split("/")[0])).size > 1

    function _short(name: string): string {
        return page._manyCameras ? name.replace("/", " · ") : name.slice(name.indexOf("/") + 1);
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
                    { value: "hours", text: qsTr("6 h") },
                    { value: "day", text: qsTr("24 h") }
                ]
                value: page.traffic.period
                onChosen: value => page.traffic.period = value
            }

            Picker {
                label: qsTr("Line")
                choices: [{ value: "", text: qsTr("All lines") }].concat(
                    page.traffic.lineNames.map(name => ({ value: name, text: page._short(name) })))
                chosenValue: page.traffic.line
                onChosen: value => page.traffic.line = value
            }

            Segments {
                label: qsTr("Direction")
                choices: [
                    { value: "", text: qsTr("Both ways") },
                    { value: "forward", text: qsTr("Forward") },
                    { value: "backward", text: qsTr("Backward") }
                ]
                value: page.traffic.direction
                onChosen: value => page.traffic.direction = value
            }

            Item {
                Layout.fillWidth: true
            }

            ExportButton {
                exporter: page.traffic.exporter
                fileName: "counts.csv"
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
                title: qsTr("Crossings in bins of %1 min").arg(page.traffic.minutes)
                aside: qsTr("%1 in all").arg(Wording.number(page.traffic.total))

                BodyText {
                    Layout.fillWidth: true
                    color: chart.chosen < 0 ? Theme.color.textMuted : Theme.color.text
                    text: chart.told
                }

                BarChart {
                    id: chart

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.topMargin: Theme.spaceM
                    focus: true
                    model: page.traffic.bars
                    ticks: page.traffic.ticks
                    minutes: page.traffic.minutes
                }

                Legend {
                    Layout.fillWidth: true
                    kinds: page.traffic.kinds
                }
            }

            LineTotals {
                Layout.preferredWidth: page.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
                Layout.fillHeight: true
                lines: page.traffic.lines
                manyCameras: page._manyCameras
            }
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page._ready

            Placeholder {
                anchors.centerIn: parent
                glyph: page.traffic.status === "broken" ? Glyphs.warning : Glyphs.chart
                title: page.traffic.status === "loading" ? qsTr("Reading the journal")
                    : RecordWording.history(page.traffic.status, qsTr("No crossings in this period"))
                explanation: page.traffic.status === "broken" ? page.traffic.problem : ""
            }
        }
    }
}
