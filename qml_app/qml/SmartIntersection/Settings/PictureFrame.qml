pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Live
import SmartIntersection.Theme

// The camera's picture to draw on, with a word on how old it is; `content` lies exactly over it. It can be enlarged
// about any place, and moved, for what has to be exact.
Rectangle {
    id: frame

    required property SceneView view
    readonly property bool ready: view.status === "live" || view.status === "still"
    // Screen pixels for one of the picture.
    readonly property real zoom: _fit * magnified
    property real magnified: 1
    readonly property real _fit: Math.min(room.width / view.size.width, room.height / view.size.height)
    // The place of the picture that is in the middle, in parts of it.
    property point _centre: Qt.point(0.5, 0.5)
    default property alias content: over.data

    // `x` and `y` in the room: what is there stays there.
    function enlarge(times: real, x: real, y: real): void {
        const wanted = Math.max(1, Math.min(Theme.closest, frame.magnified * times));
        const before = frame.zoom;
        const away = Qt.point(x - room.width / 2, y - room.height / 2);
        const size = frame.view.size;
        const at = Qt.point(frame._centre.x + away.x / before / size.width, frame._centre.y + away.y / before / size.height);
        frame.magnified = wanted;
        frame._look(at.x - away.x / frame.zoom / size.width, at.y - away.y / frame.zoom / size.height);
    }

    function shift(right: real, down: real): void {
        frame._look(frame._centre.x - right / frame.zoom / frame.view.size.width,
            frame._centre.y - down / frame.zoom / frame.view.size.height);
    }

    // No farther than to where the picture ends.
    function _look(x: real, y: real): void {
        const seen = Qt.point(Math.min(1, room.width / frame.zoom / frame.view.size.width),
            Math.min(1, room.height / frame.zoom / frame.view.size.height));
        frame._centre = Qt.point(Math.max(seen.x / 2, Math.min(1 - seen.x / 2, x)),
            Math.max(seen.y / 2, Math.min(1 - seen.y / 2, y)));
    }

    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline

    Shortcut {
        sequences: [StandardKey.ZoomIn, "Ctrl+="]
        enabled: frame.visible && frame.ready
        onActivated: frame.enlarge(Theme.zoomStep, room.width / 2, room.height / 2)
    }

    Shortcut {
        sequences: [StandardKey.ZoomOut]
        enabled: frame.visible && frame.ready
        onActivated: frame.enlarge(1 / Theme.zoomStep, room.width / 2, room.height / 2)
    }

    Shortcut {
        sequences: ["Ctrl+0"]
        enabled: frame.visible && frame.ready
        onActivated: frame.enlarge(1 / Theme.closest, room.width / 2, room.height / 2)
    }

    Item {
        id: room

        anchors.fill: parent
        anchors.margins: Theme.focusRing
        clip: true
        onWidthChanged: frame._look(frame._centre.x, frame._centre.y)
        onHeightChanged: frame._look(frame._centre.x, frame._centre.y)

        Item {
            id: sheet

            x: room.width / 2 - frame._centre.x * width
            y: room.height / 2 - frame._centre.y * height
            width: frame.view.size.width * frame.zoom
            height: frame.view.size.height * frame.zoom

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

        WheelHandler {
            acceptedModifiers: Qt.ControlModifier
            enabled: frame.ready
            target: null
            onWheel: event => frame.enlarge(Math.pow(Theme.zoomStep, event.angleDelta.y / 120), event.x, event.y)
        }

        WheelHandler {
            acceptedModifiers: Qt.NoModifier
            orientation: Qt.Vertical
            enabled: frame.ready && frame.magnified > 1
            target: null
            onWheel: event => frame.shift(event.angleDelta.x / 2, event.angleDelta.y / 2)
        }

        DragHandler {
            property point _before: Qt.point(0, 0)

            acceptedButtons: Qt.MiddleButton | Qt.RightButton
            enabled: frame.ready && frame.magnified > 1
            target: null
            cursorShape: active ? Qt.ClosedHandCursor : undefined
            onActiveChanged: _before = Qt.point(0, 0)
            onTranslationChanged: {
                frame.shift(translation.x - _before.x, translation.y - _before.y);
                _before = Qt.point(translation.x, translation.y);
            }
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
        explanation: frame.view.problem
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
            level: frame.view.status === "live" ? "ok" : "unknown"
            text: frame.view.status === "live" ? qsTr("Live") : qsTr("Still image")
        }

        TextButton {
            text: qsTr("Grab new image")
            visible: frame.view.status === "still" || frame.view.status === "failed"
            onClicked: frame.view.refresh()
        }
    }

    Row {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceXs
        visible: frame.ready

        IconButton {
            visible: frame.magnified > 1
            glyph: Glyphs.minus
            text: qsTr("Zoom out (Ctrl+−)")
            onClicked: frame.enlarge(1 / Theme.zoomStep, room.width / 2, room.height / 2)
        }

        IconButton {
            glyph: Glyphs.plus
            text: qsTr("Zoom in (Ctrl++)")
            enabled: frame.magnified < Theme.closest
            onClicked: frame.enlarge(Theme.zoomStep, room.width / 2, room.height / 2)
        }
    }
}
