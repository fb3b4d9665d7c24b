pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// A reference point: a cross and its number, the same in the camera's picture and in the aerial image.
Item {
    id: mark

    required property int place
    // "point" is what the row calls it
    required property point point
    required property real zoom
    required property bool chosen
    required property color tone

    x: point.x * zoom
    y: point.y * zoom
    z: chosen ? 1 : 0

    // One stroke of the cross.
    component Bar: Rectangle {
        required property int thickness
        required property bool upright

        x: -width / 2
        y: -height / 2
        width: upright ? thickness : 2 * Theme.handle
        height: upright ? 2 * Theme.handle : thickness
    }

    Repeater {
        model: [false, true]

        Bar {
            required property bool modelData

            upright: modelData
            thickness: Theme.strokeStrong + Theme.stroke
            color: Theme.color.videoBackground
        }
    }

    Repeater {
        model: [false, true]

        Bar {
            required property bool modelData

            upright: modelData
            thickness: mark.chosen ? Theme.strokeStrong : Theme.stroke
            color: mark.tone
        }
    }

    Rectangle {
        x: Theme.spaceS
        y: -height - Theme.spaceXs
        width: Math.max(height, number.implicitWidth + Theme.spaceS)
        height: number.implicitHeight + Theme.spaceXs
        radius: Theme.radiusS
        color: mark.chosen ? mark.tone : Theme.color.videoPlate

        CaptionText {
            id: number

            anchors.centerIn: parent
            color: mark.chosen ? Theme.color.boxText : mark.tone
            font.weight: Font.DemiBold
            text: mark.place + 1
        }
    }
}
