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
    // Names of what is not to be drawn.
    property var hiddenLayers: []
    readonly property bool labelled: width >= Theme.labelledTile

    function has(layer: string): bool {
        return overlay.hiddenLayers.indexOf(layer) < 0;
    }

    Repeater {
        model: overlay.has("zones") ? overlay.camera.zones : null

        SceneZone {
            zoom: overlay.zoom
            labelled: overlay.width >= Theme.roomyOverlay
        }
    }

    Repeater {
        model: overlay.has("trails") ? overlay.camera.trails : null

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
        model: overlay.has("boxes") ? overlay.camera.objects : null

        ObjectBox {
            zoom: overlay.zoom
            labelled: overlay.labelled && overlay.has("labels")
            measured: overlay.labelled && overlay.has("speeds") && speed >= 0
        }
    }

    Repeater {
        model: overlay.has("lines") ? overlay.camera.lines : null

        SceneLine {
            zoom: overlay.zoom
            labelled: overlay.labelled
        }
    }

    Flow {
        x: parent.width - Theme.spaceM - childrenRect.width
        y: Theme.spaceM
        width: parent.width - 2 * Theme.spaceM
        spacing: Theme.spaceS

        Repeater {
            model: overlay.has("signals") ? overlay.camera.signals : null

            SignalHead {
                labelled: overlay.labelled
            }
        }
    }
}
