import QtQuick
import QtQuick.Shapes
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

    Shape {
        ShapePath {
            strokeColor: Theme.color.videoBackground
            strokeWidth: Theme.strokeStrong + Theme.stroke
            fillColor: "transparent"

            PathSvg {
                path: "M-9 0H9M0 -9V9"
            }
        }

        ShapePath {
            strokeColor: mark.tone
            strokeWidth: mark.chosen ? Theme.strokeStrong : Theme.stroke
            fillColor: "transparent"

            PathSvg {
                path: "M-9 0H9M0 -9V9"
            }
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
