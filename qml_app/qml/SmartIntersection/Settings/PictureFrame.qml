pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Live
import SmartIntersection.Theme

// The camera's picture to draw on, with a word on how old it is; `content` lies exactly over it.
Rectangle {
    id: frame

    required property SceneView view
    readonly property bool ready: view.status === "live" || view.status === "still"
    // Screen pixels for one of the picture.
    readonly property real zoom: room.zoom
    // What of the picture is in sight, in pixels of the screen.
    readonly property rect seen: room.seen
    default property alias content: over.data

    radius: Theme.radiusM
    color: Theme.color.videoBackground
    border.color: Theme.color.outline
    border.width: Theme.hairline

    Shortcut {
        sequences: [StandardKey.ZoomIn, "Ctrl+="]
        enabled: frame.visible && frame.ready
        onActivated: room.enlargeMiddle(Theme.zoomStep)
    }

    Shortcut {
        sequences: [StandardKey.ZoomOut]
        enabled: frame.visible && frame.ready
        onActivated: room.enlargeMiddle(1 / Theme.zoomStep)
    }

    Shortcut {
        sequences: ["Ctrl+0"]
        enabled: frame.visible && frame.ready
        onActivated: room.enlargeMiddle(1 / Theme.closest)
    }

    ZoomArea {
        id: room

        anchors.fill: parent
        anchors.margins: Theme.focusRing
        pictureSize: frame.view.size
        ready: frame.ready

        Loader {
            id: surface

            // A view knows its camera for good; another picture takes another view.
            property Camera shown: frame.view.picture

            anchors.fill: parent
            sourceComponent: empty
            onShownChanged: {
                surface.sourceComponent = empty;
                surface.sourceComponent = picture;
            }
            Component.onCompleted: surface.sourceComponent = picture
        }

        Item {
            id: over

            anchors.fill: parent
            // Without a picture its size is not known, nor what is drawn where.
            visible: frame.ready
        }
    }

    Component {
        id: empty

        Item {}
    }

    Component {
        id: picture

        VideoSurface {
            camera: frame.view.picture
        }
    }

    Placeholder {
        anchors.centerIn: parent
        visible: !frame.ready
        glyph: frame.view.status === "failed" ? Glyphs.warning : Glyphs.camera
        title: frame.view.status === "failed" ? qsTr("No image available") : qsTr("Waiting for an image")
        explanation: frame.view.refused ? qsTr("First correct this camera’s source on the Cameras tab.")
            : ReasonWording.said(frame.view.problem)
        tone: Theme.color.videoText
        quietTone: Theme.color.videoTextMuted
    }

    Row {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceS

        StatusPill {
            anchors.verticalCenter: parent.verticalCenter
            visible: frame.ready
            level: frame.view.level
            text: frame.view.condition !== "" ? LiveWording.camera(frame.view.condition) : qsTr("Still image")
        }

        TextButton {
            text: qsTr("Grab new image")
            visible: frame.view.status === "still" || frame.view.status === "failed"
            onClicked: frame.view.refresh()
        }
    }

    ZoomButtons {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spaceM
        area: room
    }
}
