import QtQuick
import SmartIntersection.Settings

// What is drawn on a camera's picture with the mouse.
SceneCanvas {
    required property CameraGrid grid
    required property CameraTile tile

    editor: grid.drawing.config.scene
    zoom: tile.zoom
    Component.onCompleted: forceActiveFocus()
}
