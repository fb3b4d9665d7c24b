pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Recording

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

    Later {
        anchors.fill: parent
        file: Qt.resolvedUrl("SideTools.qml")
        given: ({ side })
        needed: side.drawing.active
        visible: needed
    }
}
