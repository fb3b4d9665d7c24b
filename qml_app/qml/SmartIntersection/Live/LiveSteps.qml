pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Recording

// What comes next for the camera in sight: to draw, to choose a model, to count.
ColumnLayout {
    id: steps

    // The one that is worked with; null for none.
    required property Camera camera
    required property Configuration config
    required property Drawing drawing
    required property bool offered
    // Whether something is still to be done.
    readonly property bool needed: unfinished.active && (unfinished.item as CameraSteps).needed

    signal draw(shape: string)
    signal count

    DrawBar {
        Layout.fillWidth: true
        visible: steps.drawing.active
        config: steps.config
        ready: steps.drawing.ready
        countable: steps.camera !== null && steps.camera.recorded && steps.camera.lineCount > 0
        onDone: steps.drawing.end()
        onCount: steps.count()
    }

    Loader {
        id: unfinished

        Layout.fillWidth: true
        active: steps.camera !== null && !steps.drawing.active
        visible: steps.needed
        sourceComponent: CameraSteps {
            camera: steps.camera
            configuration: steps.config
            offered: steps.offered
            onDraw: shape => steps.draw(shape)
            onCount: steps.count()
        }
    }
}
