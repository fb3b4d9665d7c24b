pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// How fast road users crossed the lines: the distribution with median and 85th percentile, and each line's.
RowLayout {
    id: view

    required property SpotSpeeds speeds
    required property bool manyCameras

    spacing: Theme.spaceM

    Card {
        Layout.fillWidth: true
        Layout.fillHeight: true
        title: qsTr("Speeds in %1 km/h intervals").arg(Wording.number(view.speeds.width))
        aside: view.speeds.line === "" ? "" : qsTr("%1 · %2 measured").arg(RecordWording.line(view.speeds.line)).arg(Wording.number(view.speeds.total))

        Row {
            spacing: Theme.spaceXl

            Metric {
                value: view.speeds.median >= 0 ? Wording.speed(view.speeds.median) : qsTr("–")
                label: qsTr("Median (p50)")
            }

            Metric {
                value: view.speeds.p85 >= 0 ? Wording.speed(view.speeds.p85) : qsTr("–")
                label: qsTr("85th percentile (p85)")
            }
        }

        BodyText {
            Layout.fillWidth: true
            visible: text !== ""
            color: Theme.color.textMuted
            text: RecordWording.recorded(view.speeds.recorded)
        }

        SpeedChart {
            Layout.fillWidth: true
            Layout.fillHeight: true
            Layout.topMargin: Theme.spaceXl
            focus: true
            speeds: view.speeds
        }
    }

    LineSpeeds {
        Layout.preferredWidth: view.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
        Layout.fillHeight: true
        lines: view.speeds.lines
        manyCameras: view.manyCameras
    }
}
