pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls

// The result of a recording that was counted to its end; made when there is one.
Later {
    id: finished

    required property Camera camera
    required property Results results
    required property Configuration config

    signal again
    signal edit
    signal another

    file: Qt.resolvedUrl("FinishedResult.qml")
    given: ({ finished })
    visible: needed
}
