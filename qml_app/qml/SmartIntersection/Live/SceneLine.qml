import QtQuick
import QtQuick.Shapes
import SmartIntersection.Controls
import SmartIntersection.Theme

// A directed line: where it runs, which way is forward, and how many crossed it each way.
Item {
    id: line

    required property string name
    required property string kind
    required property var points
    required property point middle
    required property real angle
    required property int forward
    required property int backward
    required property real zoom
    required property bool labelled
    readonly property color _color: kind === "stop" ? Theme.color.stopLine : Theme.color.countLine
    readonly property real _radians: angle * Math.PI / 180

    Shape {
        scale: line.zoom
        transformOrigin: Item.TopLeft

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            strokeColor: Theme.color.videoScrim
            strokeWidth: line.zoom > 0 ? (Theme.strokeStrong + Theme.stroke) / line.zoom : Theme.stroke

            PathPolyline {
                path: line.points
            }
        }

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            strokeColor: line._color
            strokeWidth: line.zoom > 0 ? Theme.stroke / line.zoom : Theme.stroke

            PathPolyline {
                path: line.points
            }
        }
    }

    Item {
        x: line.middle.x * line.zoom
        y: line.middle.y * line.zoom
        rotation: line.angle
        transformOrigin: Item.TopLeft

        Shape {
            ShapePath {
                fillColor: line._color
                strokeColor: Theme.color.videoScrim
                strokeWidth: Theme.hairline
                startX: Theme.arrowLength
                startY: 0

                PathLine {
                    x: Theme.arrowLength - 2 * Theme.arrowHead
                    y: -Theme.arrowHead
                }
                PathLine {
                    x: Theme.arrowLength - 2 * Theme.arrowHead
                    y: -Theme.hairline
                }
                PathLine {
                    x: 0
                    y: -Theme.hairline
                }
                PathLine {
                    x: 0
                    y: Theme.hairline
                }
                PathLine {
                    x: Theme.arrowLength - 2 * Theme.arrowHead
                    y: Theme.hairline
                }
                PathLine {
                    x: Theme.arrowLength - 2 * Theme.arrowHead
                    y: Theme.arrowHead
                }
                PathLine {
                    x: Theme.arrowLength
                    y: 0
                }
            }
        }
    }

    // The plate stands behind the arrow's tail, so that it never hides where forward leads.
    Rectangle {
        readonly property real _away: Theme.spaceS + (Math.abs(Math.cos(line._radians)) * width
            + Math.abs(Math.sin(line._radians)) * height) / 2

        visible: line.labelled
        x: line.middle.x * line.zoom - Math.cos(line._radians) * _away - width / 2
        y: line.middle.y * line.zoom - Math.sin(line._radians) * _away - height / 2
        width: plate.implicitWidth + 2 * Theme.spaceS
        height: plate.implicitHeight + Theme.spaceXs
        radius: Theme.radiusS
        color: Theme.color.videoPlate
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Line %1: %2 forward, %3 backward").arg(line.name).arg(line.forward).arg(line.backward)

        Row {
            id: plate

            anchors.centerIn: parent
            spacing: Theme.spaceS

            CaptionText {
                anchors.verticalCenter: parent.verticalCenter
                color: line._color
                font.weight: Font.DemiBold
                text: line.name
                Accessible.ignored: true
            }

            DirectionCount {
                anchors.verticalCenter: parent.verticalCenter
                angle: line.angle
                count: line.forward
                tone: Theme.color.videoText
            }

            DirectionCount {
                anchors.verticalCenter: parent.verticalCenter
                angle: line.angle + 180
                count: line.backward
                tone: Theme.color.videoTextMuted
            }
        }
    }
}
