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
    // In pixels of the picture.
    readonly property size _room: zoom > 0 ? Qt.size(width / zoom, height / zoom) : Qt.size(0, 0)

    function has(layer: string): bool {
        return overlay.hiddenLayers.indexOf(layer) < 0;
    }

    // Names are shown of what the pointer is at.
    function _point(x: real, y: real): void {
        for (let index = 0; index < zoneItems.count; ++index) {
            const zone = zoneItems.itemAt(index) as SceneZone;
            zone.pointed = zone.holds(x, y);
        }
        for (let index = 0; index < lineItems.count; ++index) {
            const line = lineItems.itemAt(index) as SceneLine;
            line.pointed = line.holds(x, y);
        }
    }

    // What reaches out of the picture ends at its edge.
    clip: true
    onZoomChanged: plan.sceneChanged()

    LabelPlan {
        id: plan

        anchors.fill: parent
        camera: overlay.camera
        lines: lineItems
        zones: zoneItems
        boxes: boxItems
        heads: signalHeads
    }

    HoverHandler {
        id: pointer

        onPointChanged: overlay._point(point.position.x, point.position.y)
        onHoveredChanged: if (!hovered) overlay._point(NaN, NaN)
    }

    Repeater {
        id: zoneItems

        model: overlay.has("zones") ? overlay.camera.zones : null
        onItemAdded: plan.sceneChanged()
        onItemRemoved: (_, item) => {
            (item as SceneZone).spot = null; // it may outlive its row by a picture
            plan.sceneChanged();
        }

        SceneZone {
            zoom: overlay.zoom
            room: overlay._room
            onPointsChanged: plan.sceneChanged()
            onPlateChanged: plan.sceneChanged()
            onPointedChanged: plan.sceneChanged()
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
        id: boxItems

        model: overlay.has("boxes") ? overlay.camera.objects : null
        onItemAdded: plan.objectsChanged()
        onItemRemoved: (_, item) => {
            (item as ObjectBox).spot = null;
            plan.objectsChanged();
        }

        ObjectBox {
            zoom: overlay.zoom
            labelled: overlay.has("labels")
            measured: overlay.has("speeds") && speed >= 0
            onBoxChanged: plan.objectsChanged()
            onPlateChanged: plan.objectsChanged()
            onViolatingChanged: plan.objectsChanged()
        }
    }

    Shape {
        visible: plan.leaders !== ""

        ShapePath {
            fillColor: "transparent"
            strokeColor: Theme.color.violation
            strokeWidth: Theme.hairline

            PathSvg {
                path: plan.leaders
            }
        }
    }

    Repeater {
        id: lineItems

        model: overlay.has("lines") ? overlay.camera.lines : null
        onItemAdded: plan.sceneChanged()
        onItemRemoved: (_, item) => {
            (item as SceneLine).spot = null; // it may outlive its row by a picture
            plan.sceneChanged();
        }

        SceneLine {
            zoom: overlay.zoom
            room: overlay._room
            onArrowChanged: plan.sceneChanged()
            onPlatesChanged: plan.sceneChanged()
            onPointedChanged: plan.sceneChanged()
        }
    }

    Flow {
        id: signalHeads

        onPositioningComplete: plan.sceneChanged()
        x: parent.width - Theme.spaceM - childrenRect.width
        y: Theme.spaceM
        width: parent.width - 2 * Theme.spaceM
        spacing: Theme.spaceS

        Repeater {
            model: overlay.has("signals") ? overlay.camera.signals : null

            SignalHead {
                labelled: overlay.width >= Theme.labelledTile
            }
        }
    }
}
