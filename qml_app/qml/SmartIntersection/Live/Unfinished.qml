import QtQuick

// What is still to be done with the camera in sight.
CameraSteps {
    id: unfinished

    required property LiveSteps steps

    camera: steps.camera
    configuration: steps.config
    offered: steps.offered
    onDraw: shape => steps.draw(shape)
    onCount: steps.count()

    Binding {
        target: unfinished.steps
        property: "asks"
        value: unfinished.needed
    }
}
