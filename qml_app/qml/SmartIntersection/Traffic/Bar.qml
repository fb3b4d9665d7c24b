pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// One bin: its classes in a stack, paler and underlined where nobody watched throughout.
Item {
    id: bar

    required property int index
    required property real began
    required property int total
    required property var parts
    required property bool complete
    required property real watched
    required property bool labelled
    required property real unit
    required property real base
    property bool current: false

    Rectangle {
        anchors.fill: parent
        anchors.bottomMargin: parent.height - bar.base
        visible: bar.current
        color: Theme.color.accentSoft
    }

    Repeater {
        model: bar.parts

        Rectangle {
            required property var modelData

            x: bar.width > Theme.spaceS ? Theme.hairline : 0
            y: Math.round(bar.base - (modelData.below + modelData.count) * bar.unit)
            width: Math.max(Theme.hairline, bar.width - 2 * x)
            height: Math.round(bar.base - modelData.below * bar.unit) - y
            color: Theme.chart(modelData.kind)
            opacity: bar.complete ? 1 : Theme.half
        }
    }

    Rectangle {
        y: bar.base
        width: bar.width
        height: Theme.strokeStrong
        visible: !bar.complete
        color: bar.watched > 0 ? Theme.color.busy : Theme.color.idle
    }

    Rectangle {
        y: bar.base
        width: Theme.hairline
        height: Theme.spaceS
        visible: bar.labelled
        color: Theme.color.textMuted
    }

    CaptionText {
        y: bar.base + Theme.spaceS
        x: -width / 2
        visible: bar.labelled
        text: RecordWording.clock(bar.began)
    }
}
