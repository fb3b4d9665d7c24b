import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// One camera: header, live picture with overlay, and an honest word when it is not live.
FocusScope {
    id: tile

    required property Camera camera
    property bool enlargeable: false
    property bool enlarged: false
    property var hiddenLayers: []
    // Lines and zones are being drawn on it: `content` does.
    property bool drawn: false
    default property alias content: over.data
    readonly property alias zoom: surface.zoom
    required property Snapshots snapshots
    readonly property string _message: LiveWording.cameraMessage(camera.status, camera.seconds)

    signal enlarge

    // The whole picture with what is drawn over it, at the picture's own size.
    function takePicture(): void {
        const camera = tile.camera;
        const moment = camera.pictureTime;
        camera.sharpen(true);
        surface.grab(image => {
            camera.sharpen(false);
            tile.snapshots.save(image, camera.name, moment);
        });
    }

    activeFocusOnTab: enlargeable
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Camera %1, %2").arg(camera.name).arg(LiveWording.camera(camera.status))
    Accessible.description: _message !== "" ? _message : camera.reason !== "" ? ReasonWording.said(camera.reason)
        : LiveWording.figures(camera.fps, camera.latency, camera.skipped, Wording.detector(camera.detector))
    Keys.onReturnPressed: tile.enlarge()
    Keys.onEnterPressed: tile.enlarge()

    // Behind the header only: the picture has a ground of its own.
    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.bottom: surface.top
        topLeftRadius: Theme.radiusM
        topRightRadius: Theme.radiusM
        color: Theme.color.surface
    }

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusM
        color: "transparent"
        border.color: tile.activeFocus ? Theme.color.focus : Theme.color.outline
        border.width: tile.activeFocus ? Theme.focusRing : Theme.hairline
    }

    CameraHeader {
        id: header

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceXs
        height: Theme.tileHeader
        camera: tile.camera
        enlargeable: tile.enlargeable
        enlarged: tile.enlarged
        onEnlarge: tile.enlarge()
        onPicture: tile.takePicture()
    }

    VideoSurface {
        id: surface

        anchors.top: header.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: notice.visible ? notice.top : parent.bottom  // it hides nothing of the road
        anchors.margins: Theme.focusRing
        anchors.bottomMargin: notice.visible ? 0 : Theme.focusRing
        camera: tile.camera

        SceneOverlay {
            anchors.fill: parent
            camera: tile.camera
            zoom: surface.zoom
            hiddenLayers: tile.drawn ? ["lines", "zones", "signals", "trails", "labels", "speeds"] : tile.hiddenLayers
            visible: tile._message === ""
        }

        Item {
            id: over

            anchors.fill: parent
        }
    }

    Rectangle {
        anchors.fill: surface
        color: Theme.color.videoScrim
        visible: tile._message !== ""

        Placeholder {
            anchors.centerIn: parent
            glyph: tile.camera.status === "failed" || tile.camera.status === "engine-stopped"
                || tile.camera.status === "ended" && tile.camera.reason !== "" ? Glyphs.warning
                : tile.camera.status === "ended" ? Glyphs.check : Glyphs.camera
            title: tile._message
            explanation: ReasonWording.said(tile.camera.reason)
            tone: Theme.color.videoText
            quietTone: Theme.color.videoText
        }
    }

    // It runs, and yet its figures are less than they seem: the scene does not fit, or nobody can be accused.
    Notice {
        id: notice

        anchors.left: surface.left
        anchors.right: surface.right
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.focusRing
        visible: tile._message === "" && tile.camera.reason !== ""
        text: ReasonWording.said(tile.camera.reason)
    }

    // Held by the user's wish; the picture stays in sight, and nobody takes it for the present.
    StatusPill {
        anchors.left: surface.left
        anchors.bottom: surface.bottom
        anchors.margins: Theme.spaceM
        visible: tile.camera.status === "held"
        level: "busy"
        text: tile.camera.pictureTime > 0 ? qsTr("Frozen at %1").arg(RecordWording.moment(tile.camera.pictureTime))
            : LiveWording.camera(tile.camera.status)
    }

    // Not the header: what of it is disabled would let the click through.
    TapHandler {
        parent: surface
        enabled: tile.enlargeable && !tile.drawn
        onTapped: tile.enlarge()
    }
}
