import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Recording
import SmartIntersection.Theme

// What is still to be done with a camera before its counts are worth something.
ColumnLayout {
    id: steps

    required property Camera camera
    required property Configuration configuration
    // Whether this machine's own engine is shown, which takes what is changed here.
    required property bool offered
    readonly property bool needed: next.wanted || model.wanted

    signal draw(shape: string)
    signal count

    spacing: Theme.spaceS

    NextStep {
        id: next

        Layout.fillWidth: true
        visible: wanted
        camera: steps.camera
        able: steps.offered
        onDraw: shape => steps.draw(shape)
        onCount: steps.count()
    }

    ModelChoice {
        id: model

        Layout.fillWidth: true
        visible: wanted
        able: steps.offered
        camera: steps.camera
        config: steps.configuration
    }
}
