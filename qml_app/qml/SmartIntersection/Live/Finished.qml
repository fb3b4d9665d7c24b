pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Recording

// The result of a recording that was counted to its end; made when there is one.
Loader {
    id: finished

    required property Camera camera
    required property Results results
    required property Configuration config

    signal again
    signal edit
    signal another

    visible: active
    sourceComponent: ResultPage {
        camera: finished.camera
        results: finished.results
        config: finished.config
        onAgain: finished.again()
        onPreview: finished.edit()
        onAnother: finished.another()
    }
}
