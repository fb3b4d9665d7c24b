pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Recording
import SmartIntersection.Settings

// Beside the cameras: what they add up to, or while something is drawn the tools for that.
Item {
    id: side

    required property Monitor monitor
    required property Configuration config
    required property Drawing drawing
    required property bool manyCameras

    signal violationChosen(violation: string)

    SidePanel {
        anchors.fill: parent
        monitor: side.monitor
        manyCameras: side.manyCameras
        visible: !side.drawing.active
        onViolationChosen: violation => side.violationChosen(violation)
    }

    Loader {
        anchors.fill: parent
        active: side.drawing.active
        visible: active
        sourceComponent: SceneTools {
            config: side.config
            drawable: side.drawing.ready
        }
    }
}
