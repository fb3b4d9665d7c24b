import QtQuick
import SmartIntersection.Theme

// A picture that can be looked at closely: the wheel zooms at the pointer, dragging moves it, a double click goes to the
// road user and back.
Item {
    id: viewer

    required property url source
    // Where the road user was, in the picture's pixels; nothing if that is not known.
    required property var spot
    readonly property bool zoomed: viewer._zoom > 1
    readonly property bool _known: viewer.spot !== undefined && picture.implicitWidth > 0
    readonly property real _fit: picture.implicitWidth > 0
        ? Math.min(width / picture.implicitWidth, height / picture.implicitHeight) : 1
    property real _zoom: 1
    // Of the picture, 0 to 1: what is in the middle.
    property real _x: 0.5
    property real _y: 0.5

    function toggle(): void {
        viewer._look(viewer.zoomed ? 1 : Theme.closeUp, viewer._known ? viewer.spot[0] / picture.implicitWidth : 0.5,
            viewer._known ? viewer.spot[1] / picture.implicitHeight : 0.5);
    }

    function _look(zoom: real, x: real, y: real): void {
        viewer._zoom = Math.max(1, Math.min(Theme.closest, zoom));
        viewer._x = viewer._within(x, viewer.width / picture.width);
        viewer._y = viewer._within(y, viewer.height / picture.height);
    }

    // No further than to where an edge of the picture meets the item's.
    function _within(middle: real, seen: real): real {
        return seen >= 1 ? 0.5 : Math.max(seen / 2, Math.min(1 - seen / 2, middle));
    }

    clip: true
    onSourceChanged: viewer._look(1, 0.5, 0.5)

    Image {
        id: picture

        asynchronous: true
        cache: false
        mipmap: true
        retainWhileLoading: true
        source: viewer.source
        width: implicitWidth * viewer._fit * viewer._zoom
        height: implicitHeight * viewer._fit * viewer._zoom
        x: viewer.width / 2 - viewer._x * width
        y: viewer.height / 2 - viewer._y * height
    }

    WheelHandler {
        onWheel: event => {
            const x = (event.x - picture.x) / picture.width, y = (event.y - picture.y) / picture.height;
            const before = viewer._zoom, after = Math.max(1, Math.min(Theme.closest, before * Math.pow(2, event.angleDelta.y / 240)));
            viewer._look(after, x + (viewer._x - x) * before / after, y + (viewer._y - y) * before / after);
        }
    }

    DragHandler {
        property real fromX
        property real fromY

        target: null
        enabled: viewer.zoomed
        cursorShape: active ? Qt.ClosedHandCursor : Qt.ArrowCursor
        onActiveChanged: {
            fromX = viewer._x;
            fromY = viewer._y;
        }
        onActiveTranslationChanged: if (active)
            viewer._look(viewer._zoom, fromX - activeTranslation.x / picture.width, fromY - activeTranslation.y / picture.height)
    }

    TapHandler {
        onDoubleTapped: viewer.toggle()
    }
}
