pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Backend
import SmartIntersection.Theme
import "labels.mjs" as Labels

// What the engine saw, drawn over the picture: zones, lines, trails, boxes, signals. Strokes keep their width.
Item {
    id: overlay

    required property Camera camera
    required property real zoom
    // Names of what is not to be drawn.
    property var hiddenLayers: []
    // Where names and counts of the scene stand, and the signals; labels of road users leave them free.
    property var _standing: []

    function has(layer: string): bool {
        return overlay.hiddenLayers.indexOf(layer) < 0;
    }

    function _delegates(repeater: Repeater): var {
        const found = [];
        for (let index = 0; index < repeater.count; ++index)
            found.push(repeater.itemAt(index));
        return found.filter(item => item !== null);
    }

    function _area(sizes: var): real {
        return sizes.reduce((sum, one) => sum + one.width * one.height, 0);
    }

    // Names and counts of lines and zones: after a change of scene, counts or size.
    function arrangeScene(): void {
        const lines = overlay._delegates(lineItems);
        const zones = overlay._delegates(zoneItems);
        const signals = heads.height > 0 ? [Qt.rect(heads.x, heads.y, heads.childrenRect.width, heads.height)] : [];
        const marks = signals.concat(lines.map(line => line.arrow));
        // The names of all lines or of none; each keeps its counts as long as there is any room.
        const named = overlay._area(lines.map(line => line.plates[0])) <= Theme.lineShare * overlay.width * overlay.height;
        const labels = lines.map(line => ({
            mark: line.arrow, sizes: line.plates.slice(named ? 0 : 1), away: (line.angle + 180) * Math.PI / 180, rings: Theme.labelRings, must: true
        })).concat(zones.map(zone => ({ mark: zone.corner(), sizes: [zone.plate], away: Math.PI / 4, rings: 1 })));
        // The names of all zones or of none: of some, nobody would know why.
        const share = overlay._area(zones.map(zone => zone.plate)) <= Theme.zoneShare * overlay.width * overlay.height ? Theme.zoneShare : 0;
        const spots = Labels.place(labels, marks, overlay, share, Theme.spaceS);
        lines.forEach((line, index) => {
            line.named = named && (spots[index]?.form ?? 0) === 0;
            line.spot = spots[index];
        });
        zones.forEach((zone, index) => zone.spot = spots[lines.length + index]);
        overlay._standing = signals.concat(spots.filter(spot => spot !== null));
        overlay.arrangeObjects();
    }

    // Labels of road users: violators first, then who has been here longest, so that they do not take turns.
    function arrangeObjects(): void {
        const objects = overlay._delegates(boxItems).filter(one => one.worded)
            .sort((one, other) => Number(other.violating) - Number(one.violating) || one.track - other.track);
        const labels = objects.map(one => ({ mark: one, sizes: [one.plate], must: one.violating, rings: one.violating ? Theme.labelRings : 0 }));
        const room = { width: overlay.width, height: overlay.height };
        const spots = Labels.place(labels, overlay._standing, room, Theme.labelShare, Theme.spaceS);
        objects.forEach((one, index) => one.spot = spots[index]);
    }

    // What reaches out of the picture ends at its edge.
    clip: true
    onWidthChanged: Qt.callLater(arrangeScene)
    onHeightChanged: Qt.callLater(arrangeScene)
    onZoomChanged: Qt.callLater(arrangeScene)

    Repeater {
        id: zoneItems

        model: overlay.has("zones") ? overlay.camera.zones : null

        SceneZone {
            zoom: overlay.zoom
            onPointsChanged: Qt.callLater(overlay.arrangeScene)
            onPlateChanged: Qt.callLater(overlay.arrangeScene)
            Component.onDestruction: Qt.callLater(overlay.arrangeScene)
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

        ObjectBox {
            zoom: overlay.zoom
            labelled: overlay.has("labels")
            measured: overlay.has("speeds") && speed >= 0
            onBoxChanged: Qt.callLater(overlay.arrangeObjects)
            onPlateChanged: Qt.callLater(overlay.arrangeObjects)
            onViolatingChanged: Qt.callLater(overlay.arrangeObjects)
            Component.onDestruction: Qt.callLater(overlay.arrangeObjects)
        }
    }

    Repeater {
        id: lineItems

        model: overlay.has("lines") ? overlay.camera.lines : null

        SceneLine {
            zoom: overlay.zoom
            onArrowChanged: Qt.callLater(overlay.arrangeScene)
            onPlatesChanged: Qt.callLater(overlay.arrangeScene)
            Component.onDestruction: Qt.callLater(overlay.arrangeScene)
        }
    }

    Flow {
        id: heads

        onPositioningComplete: Qt.callLater(overlay.arrangeScene)
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
