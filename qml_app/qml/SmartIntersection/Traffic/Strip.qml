pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Theme

// Shares (0 to 1) side by side as bars, on one ground; pale where known in part, a line where there is none to be known.
Rectangle {
    id: strip

    required property var values
    // Places of those that are known in part.
    required property var parts

    radius: Theme.radiusS
    color: Theme.color.raised
    clip: true

    Repeater {
        model: strip.values

        Rectangle {
            required property real modelData
            required property int index

            readonly property bool _known: modelData >= 0
            readonly property bool _partly: strip.parts.includes(index)
            readonly property int _end: Math.round((index + 1) * strip.width / strip.values.length)

            x: Math.round(index * strip.width / strip.values.length)
            y: strip.height - height
            // What is not known is one line; bars stand apart where there is room.
            width: Math.max(Theme.hairline, _end - x - (_known && _end - x > Theme.spaceXs ? Theme.hairline : 0))
            height: _known ? modelData * strip.height : Theme.strokeStrong
            color: _known ? Theme.color.chart : Theme.color.idle
            opacity: _partly ? Theme.half : 1
        }
    }
}
