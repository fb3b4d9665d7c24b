pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A histogram of speeds with marks at median and 85th percentile.
FocusScope {
    id: chart

    required property SpotSpeeds speeds
    readonly property real _top: speeds.ticks.length > 1 ? speeds.ticks[speeds.ticks.length - 1] : 1
    readonly property real _base: height - Theme.axis
    readonly property int _head: Theme.spaceS
    readonly property real _unit: (_base - _head) / _top
    readonly property real _step: bars.count > 0 ? plot.width / bars.count : plot.width
    readonly property real _first: bars.count > 0 ? (bars.itemAt(0) as SpeedBar)?.from ?? 0 : 0

    function place(kmh: real): real {
        return (kmh - chart._first) / chart.speeds.width * chart._step;
    }

    activeFocusOnTab: true
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Speed distribution")
    Accessible.description: speeds.median < 0 ? "" : qsTr("median %1, 85th percentile %2")
        .arg(Wording.speed(speeds.median)).arg(Wording.speed(speeds.p85))

    Repeater {
        model: chart.speeds.ticks

        Item {
            id: tick

            required property int modelData

            y: Math.round(chart._base - modelData * chart._unit)
            width: chart.width

            Rectangle {
                x: plot.x
                width: plot.width
                height: Theme.hairline
                color: Theme.color.outline
            }

            CaptionText {
                x: plot.x - width - Theme.spaceS
                y: -height / 2
                text: Wording.number(tick.modelData)
            }
        }
    }

    Item {
        id: plot

        x: Theme.axis
        width: chart.width - Theme.axis - Theme.spaceM
        height: chart.height

        Repeater {
            id: bars

            model: chart.speeds.bars

            SpeedBar {
                x: index * chart._step
                width: chart._step
                height: plot.height
                unit: chart._unit
                base: chart._base
            }
        }

        // Where the last bar ends: each bar tells only where it begins.
        CaptionText {
            x: plot.width - width / 2
            y: chart._base + Theme.spaceS
            visible: bars.count > 0 && (chart._step >= Theme.spaceXl || bars.count % 2 === 0)
            text: Wording.number(chart._first + bars.count * chart.speeds.width)
        }

        Repeater {
            model: chart.speeds.median < 0 ? [] : [
                { at: chart.speeds.median, text: qsTr("p50") },
                { at: chart.speeds.p85, text: qsTr("p85") }
            ]

            Rectangle {
                id: mark

                required property var modelData

                x: Math.round(chart.place(modelData.at))
                width: Theme.stroke
                height: chart._base
                color: Theme.color.busy

                CaptionText {
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.bottom: parent.top
                    color: Theme.color.text
                    text: mark.modelData.text
                }
            }
        }
    }

    Rectangle {
        anchors.fill: parent
        anchors.margins: -Theme.spaceXs
        color: "transparent"
        radius: Theme.radiusS
        border.color: chart.activeFocus ? Theme.color.focus : "transparent"
        border.width: Theme.focusRing
    }
}
