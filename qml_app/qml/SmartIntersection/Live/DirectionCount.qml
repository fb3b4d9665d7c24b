import QtQuick
import QtQuick.Shapes
import SmartIntersection.Controls
import SmartIntersection.Theme

// A count with an arrow that points the way it was counted in the picture.
Row {
    id: direction

    required property real angle
    required property int count
    required property color tone

    spacing: Theme.spaceXs

    Item {
        anchors.verticalCenter: parent.verticalCenter
        width: Theme.dot
        height: Theme.dot
        rotation: direction.angle

        Shape {
            ShapePath {
                fillColor: direction.tone
                strokeColor: "transparent"
                startX: 0
                startY: 0

                PathLine {
                    x: Theme.dot
                    y: Theme.dot / 2
                }
                PathLine {
                    x: 0
                    y: Theme.dot
                }
            }
        }
    }

    CaptionText {
        anchors.verticalCenter: parent.verticalCenter
        color: direction.tone
        font.weight: Font.DemiBold
        text: Wording.number(direction.count)
        Accessible.ignored: true
    }
}
