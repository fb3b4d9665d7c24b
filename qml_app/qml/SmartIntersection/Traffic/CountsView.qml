pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Crossings over time by class, and by line.
RowLayout {
    id: view

    required property Traffic traffic
    required property bool manyCameras

    spacing: Theme.spaceM

    Card {
        Layout.fillWidth: true
        Layout.fillHeight: true
        title: RecordWording.crossings(view.traffic.bin)
        aside: view.traffic.line === "" ? "" : qsTr("%1 · %2").arg(RecordWording.line(view.traffic.line)).arg(Wording.number(view.traffic.total))

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
            model: view.traffic.bars
            ticks: view.traffic.ticks
            days: view.traffic.bin >= 86400
        }

        BodyText {
            Layout.fillWidth: true
            visible: view.traffic.peak.length > 0
            text: view.traffic.peak.length > 0 ? qsTr("Peak hour: %1 · %2")
                .arg(Formats.period(view.traffic.peak[0], view.traffic.peak[1]))
                .arg(Wording.several(view.traffic.peak[2], qsTr("1 crossing"), qsTr("%1 crossings"))) : ""
        }

        Legend {
            Layout.fillWidth: true
            kinds: view.traffic.kinds
        }
    }

    LineTotals {
        Layout.preferredWidth: view.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
        Layout.fillHeight: true
        lines: view.traffic.lines
        manyCameras: view.manyCameras
    }
}
