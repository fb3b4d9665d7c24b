pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Theme

// Shares (0 to 1) side by side as bars, on one ground; a line where there is none to be known.
Rectangle {
    id: strip

    required property var values

    radius: Theme.radiusS
    color: Theme.color.raised
    clip: true

    Repeater {
        model: strip.values

        Rectangle {
            required property real modelData
            required property int index

            x: index * strip.width / strip.values.length
            y: strip.height - height
            width: Math.max(Theme.hairline, strip.width / strip.values.length - Theme.hairline)
            height: modelData < 0 ? Theme.strokeStrong : modelData * strip.height
            color: modelData < 0 ? Theme.color.idle : Theme.color.chart
        }
    }
}
