pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Backend
import SmartIntersection.Theme

// What the engine saw, drawn over the picture: zones, lines, trails, boxes, signals. Strokes keep their width.
Item {
    id: overlay

    required property Camera camera
    required property real zoom
    readonly property bool labelled: width >= Theme.labelledTile

    Repeater {
        model: overlay.camera.zones

        Shape {
            id: zone

            required property string kind
            required property var points

            scale: overlay.zoom
            transformOrigin: Item.TopLeft
            opacity: Theme.half

            ShapePath {
                fillColor: Qt.alpha(Theme.color.zone, Theme.faint)
                strokeColor: Theme.color.zone
                strokeWidth: overlay.zoom > 0 ? Theme.hairline / overlay.zoom : Theme.hairline
                strokeStyle: ShapePath.DashLine
                dashPattern: Theme.dashes

                PathPolyline {
                    path: zone.points.concat([zone.points[0]])
                }
            }
        }
    }

    Repeater {
        model: overlay.camera.trails

        Shape {
            id: trail

            required property string kind
            required property string path

            scale: overlay.zoom
            transformOrigin: Item.TopLeft
            opacity: Theme.trail

            ShapePath {
                capStyle: ShapePath.RoundCap
                joinStyle: ShapePath.RoundJoin
                fillColor: "transparent"
                strokeColor: Theme.kind(trail.kind)
                strokeWidth: overlay.zoom > 0 ? Theme.stroke / overlay.zoom : Theme.stroke

                PathSvg {
                    path: trail.path
                }
            }
        }
    }

    Repeater {
        model: overlay.camera.objects

        ObjectBox {
            zoom: overlay.zoom
            labelled: overlay.labelled
        }
    }

    Repeater {
        model: overlay.camera.lines

        SceneLine {
            zoom: overlay.zoom
            labelled: overlay.labelled
        }
    }

    Row {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceS

        Repeater {
            model: overlay.camera.signals

            SignalHead {}
        }
    }
}
