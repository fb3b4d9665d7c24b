pragma ComponentBehavior: Bound

import QtQuick
import QtMultimedia
import SmartIntersection.Backend
import SmartIntersection.Theme

// A camera's picture, aspect kept, and `content` laid exactly over it.
Rectangle {
    id: surface

    required property Camera camera
    // Screen pixels for one pixel of the picture.
    readonly property real zoom: camera.pictureSize.width > 0 && camera.pictureSize.height > 0
        ? Math.min(width / camera.pictureSize.width, height / camera.pictureSize.height) : 0
    default property alias content: over.data

    // A picture of the content at the size of the camera's own.
    function grab(done: var): void {
        sheet.grabToImage(result => done(result.image), surface.camera.pictureSize);
    }

    function _makeRoom(): void {
        if (visible && sheet.width >= 1)
            surface.camera.makeRoom(sheet.width * Screen.devicePixelRatio, sheet.height * Screen.devicePixelRatio);
    }

    color: Theme.color.videoBackground
    clip: true
    onVisibleChanged: _makeRoom()

    Item {
        id: sheet

        anchors.centerIn: parent
        width: surface.camera.pictureSize.width * surface.zoom
        height: surface.camera.pictureSize.height * surface.zoom
        onWidthChanged: surface._makeRoom()
        onHeightChanged: surface._makeRoom()

        // VideoOutput stays black on the software renderer.
        Loader {
            anchors.fill: parent
            sourceComponent: GraphicsInfo.api === GraphicsInfo.Unknown ? null
                : GraphicsInfo.api === GraphicsInfo.Software ? painted : accelerated
        }

        Item {
            id: over

            anchors.fill: parent
        }
    }

    Component {
        id: accelerated

        VideoOutput {
            fillMode: VideoOutput.Stretch
            Component.onCompleted: surface.camera.attach(videoSink)
            Component.onDestruction: surface.camera?.detach(videoSink)
        }
    }

    Component {
        id: painted

        PaintedVideo {
            Component.onCompleted: surface.camera.attach(videoSink)
            Component.onDestruction: surface.camera?.detach(videoSink)
        }
    }
}
