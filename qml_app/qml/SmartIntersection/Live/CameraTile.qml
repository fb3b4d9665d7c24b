import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// One camera: header, live picture with overlay, and an honest word when it is not live.
FocusScope {
    id: tile

    required property Camera camera
    property bool enlargeable: false
    readonly property string _message: Wording.cameraMessage(camera.status, camera.seconds)

    signal enlarge

    activeFocusOnTab: enlargeable
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Camera %1, %2").arg(camera.name).arg(Wording.camera(camera.status))
    Accessible.description: _message
    Keys.onReturnPressed: tile.enlarge()
    Keys.onEnterPressed: tile.enlarge()

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: tile.activeFocus ? Theme.color.focus : Theme.color.outline
        border.width: tile.activeFocus ? Theme.focusRing : Theme.hairline
    }

    CameraHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        height: Theme.tileHeader
        camera: tile.camera
    }

    VideoSurface {
        id: surface

        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.focusRing
        camera: tile.camera

        SceneOverlay {
            anchors.fill: parent
            camera: tile.camera
            zoom: surface.zoom
            visible: tile._message === ""
        }
    }

    Rectangle {
        anchors.fill: surface
        color: Theme.color.videoScrim
        visible: tile._message !== ""

        Placeholder {
            anchors.centerIn: parent
            glyph: tile.camera.status === "failed" || tile.camera.status === "engine-stopped"
                ? Glyphs.warning : tile.camera.status === "ended" ? Glyphs.check : Glyphs.camera
            title: tile._message
            explanation: tile.camera.reason
            tone: Theme.color.videoText
            quietTone: Theme.color.videoTextMuted
        }
    }

    TapHandler {
        enabled: tile.enlargeable
        onDoubleTapped: tile.enlarge()
    }
}
