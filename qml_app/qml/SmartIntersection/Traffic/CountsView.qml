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
        title: qsTr("Crossings in bins of %1 min").arg(view.traffic.minutes)
        aside: qsTr("%1 in all").arg(Wording.number(view.traffic.total))

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
            minutes: view.traffic.minutes
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
