pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Stacked bars over time, pale where nobody watched throughout. The pointer or the arrow keys choose a bin, which is
// told in words above.
FocusScope {
    id: chart

    required property var model
    required property var ticks
    property int chosen: -1
    // Whether bins are so long that labels are dates.
    property bool days: false
    readonly property real _top: ticks.length > 1 ? ticks[ticks.length - 1] : 1
    // Above it is room for half a figure.
    readonly property int _head: Theme.spaceS
    readonly property real _base: height - Theme.axis
    // Of the bars that are seen: where more was counted, or the window became another, they are drawn anew a moment later.
    readonly property real _unit: bars.unit > 0 ? bars.unit : (_base - _head) / _top
    readonly property real _step: plot.width / Math.max(1, bars.count)
    // Nothing in it while nothing is chosen.
    readonly property var _current: bars.current
    readonly property string told: !_current.parts ? qsTr("Hover over a bar or use the arrow keys.")
        : RecordWording.bin(_current.began, _current.ended, _current.total, _current.parts, _current.watched, _current.complete)

    // A moment on the axis.
    component Mark: Rectangle {
        id: mark

        required property real began
        required property int place
        readonly property real words: label.implicitWidth

        x: place * chart._step
        y: chart._base
        width: Theme.hairline
        height: Theme.spaceS
        color: Theme.color.textMuted

        CaptionText {
            id: label

            visible: !marks.hides(mark)
            x: -width / 2
            y: Theme.spaceS
            text: RecordWording.mark(mark.began, chart.days)
        }
    }

    function walk(step: int): void {
        chart.chosen = chart.chosen < 0 ? bars.count - 1 : Math.max(0, Math.min(bars.count - 1, chart.chosen + step));
    }

    activeFocusOnTab: true
    Keys.onLeftPressed: walk(-1)
    Keys.onRightPressed: walk(1)
    Accessible.role: Accessible.Chart
    Accessible.name: qsTr("Crossings over time")
    Accessible.description: told

    Repeater {
        model: chart.ticks

        Item {
            id: tick

            required property int modelData

            y: Math.round(chart._base - modelData * chart._unit)
            width: chart.width
            visible: y >= 0

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

        Rectangle {
            x: Math.ceil(bars.chosen * chart._step)
            width: Math.ceil((bars.chosen + 1) * chart._step) - x
            height: chart._base
            visible: !!chart._current.parts
            color: Theme.color.accentSoft
        }

        BarPlot {
            id: bars

            y: chart._head
            width: plot.width
            height: chart._base - chart._head + Theme.strokeStrong
            model: chart.model
            chosen: chart.chosen
            style: ({
                most: chart._top,
                tones: kinds.map(kind => Theme.chart(kind)),
                marks: [Theme.color.idle, Theme.color.busy],
                pale: Theme.half,
                gap: Theme.hairline,
                narrow: Theme.spaceS,
                strip: Theme.strokeStrong,
                density: Screen.devicePixelRatio
            })

            // Until they are drawn anew, those of a higher chart end here. Not the plot itself clips: see bar_plot.py.
            Item {
                anchors.fill: parent
                clip: true

                Image {
                    anchors.bottom: parent.bottom
                    width: parent.width
                    height: implicitHeight / Screen.devicePixelRatio
                    source: bars.source
                    cache: false
                    smooth: false
                }
            }
        }

        Repeater {
            id: marks

            // A date is wider than a time, and says more.
            function hides(one: Mark): bool {
                for (let index = 0; index < marks.count; ++index) {
                    const other = marks.itemAt(index) as Mark;
                    if (other !== null && other.words > one.words
                            && Math.abs(other.x - one.x) < (other.words + one.words) / 2 + Theme.spaceXs)
                        return true;
                }
                return false;
            }

            model: bars.labels

            Mark {}
        }

        HoverHandler {
            // A pointer that only rests there leaves the choice to the keys.
            property real restsAt: NaN

            onPointChanged: {
                if (!isNaN(restsAt) && hovered && point.position.x !== restsAt)
                    chart.chosen = Math.max(0, Math.min(bars.count - 1, Math.floor(point.position.x / chart._step)));
                restsAt = point.position.x;
            }
            onHoveredChanged: if (!hovered) {
                restsAt = NaN;
                chart.chosen = -1;
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
