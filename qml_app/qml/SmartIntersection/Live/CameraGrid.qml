pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Recording
import SmartIntersection.Theme

// Tiles of the cameras in sight, in as many columns as give the pictures the most room.
Item {
    id: grid

    required property Monitor monitor
    required property Preferences preferences
    required property Snapshots snapshots
    required property Drawing drawing
    // names of those in sight
    required property var shown
    required property string enlarged
    readonly property int count: tiles.count
    // The camera that has the grid to itself; none where there are several.
    readonly property Camera subject: _alone()

    signal enlarge(name: string)
    signal gone(name: string)

    function bestColumns(count: int, width: real, height: real): int {
        let best = 1;
        let widest = 0;
        for (let columns = 1; columns <= count; ++columns) {
            const rows = Math.ceil(count / columns);
            const room = Math.min(width / columns, (height / rows - Theme.tileHeader) * Theme.usualAspect);
            if (room > widest) {
                widest = room;
                best = columns;
            }
        }
        return best;
    }

    function _alone(): Camera {
        for (let place = 0; grid.shown.length === 1 && place < tiles.count; ++place) {
            const tile = tiles.itemAt(place) as CameraTile;
            if (tile && tile.camera.name === grid.shown[0])
                return tile.camera;
        }
        return null;
    }

    Binding {
        target: grid.monitor
        property: "shown"
        value: grid.shown
    }

    GridLayout {
        anchors.fill: parent
        columns: grid.bestColumns(grid.shown.length, grid.width, grid.height)
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM
        uniformCellHeights: true
        uniformCellWidths: true

        Repeater {
            id: tiles

            model: grid.monitor.cameras

            CameraTile {
                id: tile

                required property string name

                Layout.fillWidth: true
                Layout.fillHeight: true
                enlargeable: tiles.count > 1
                enlarged: grid.enlarged === name
                drawn: grid.drawing.camera === name
                hiddenLayers: grid.preferences.hiddenLayers
                snapshots: grid.snapshots
                visible: grid.shown.indexOf(name) >= 0
                onEnlarge: grid.enlarge(name)
                Component.onDestruction: if (grid) grid.gone(name)

                Later {
                    anchors.fill: parent
                    file: Qt.resolvedUrl("TileCanvas.qml")
                    given: ({ grid, tile })
                    needed: tile.drawn && grid.drawing.ready
                }
            }
        }
    }

    Placeholder {
        anchors.centerIn: parent
        visible: tiles.count === 0
        glyph: grid.monitor.status === "deleted" ? Glyphs.warning : Glyphs.intersection
        title: grid.monitor.status === "running" ? qsTr("No cameras configured")
            : Wording.engine(grid.monitor.status, grid.monitor.seconds, "")
        explanation: grid.monitor.status === "running"
            ? qsTr("Add a camera to the configuration and restart the engine.")
            : grid.monitor.status === "deleted"
            ? qsTr("The folder %1 was deleted while this window was open. Whether the engine is still counting cannot be seen. Restore the folder, or open a source again.").arg(grid.monitor.place)
            : qsTr("Cameras appear here as soon as the engine is running.")
    }
}
