import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// How many were that fast.
Item {
    id: bar

    required property int index
    required property real from
    required property int count
    required property real unit
    required property real base

    Rectangle {
        x: Theme.hairline
        y: Math.round(bar.base - bar.count * bar.unit)
        width: Math.max(Theme.hairline, bar.width - 2 * x)
        height: bar.base - y
        color: Theme.color.chart
    }

    CaptionText {
        x: -width / 2
        y: bar.base + Theme.spaceS
        visible: bar.width >= Theme.spaceXl || bar.index % 2 === 0
        text: Wording.number(bar.from)
    }
}
