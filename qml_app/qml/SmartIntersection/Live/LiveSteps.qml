pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Recording

// What comes next for the camera in sight: to draw, to choose a model, to count.
ColumnLayout {
    id: steps

    // The one that is worked with; null for none.
    required property Camera camera
    required property Configuration config
    required property Drawing drawing
    required property bool offered
    // Whether something is still to be done; what shows it says so.
    readonly property bool needed: unfinished.needed && asks
    property bool asks: false
    // Whether it may be: of a camera that counts at its lines with a model nothing is asked.
    readonly property bool _possible: camera !== null && (camera.lineCount === 0 || camera.recorded || camera.detector === "motion")

    signal draw(shape: string)
    signal count

    Later {
        Layout.fillWidth: true
        file: Qt.resolvedUrl("StepsBar.qml")
        given: ({ steps })
        needed: steps.drawing.active
        visible: needed
    }

    Later {
        id: unfinished

        Layout.fillWidth: true
        file: Qt.resolvedUrl("Unfinished.qml")
        given: ({ steps })
        needed: steps._possible && steps.offered && !steps.drawing.active
        visible: steps.needed
    }
}
