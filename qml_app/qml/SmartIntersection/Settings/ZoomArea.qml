pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Theme

// A picture that can be enlarged about any place, and moved, for what has to be exact; `content` lies exactly over it.
Item {
    id: area

    // Of the picture, in its own pixels.
    required property size pictureSize
    required property bool ready
    // Screen pixels for one of the picture.
    readonly property real zoom: _fit * magnified
    property real magnified: 1
    // What of the picture is in sight, in pixels of the screen.
    readonly property rect seen: Qt.rect(Math.max(0, -sheet.x), Math.max(0, -sheet.y), Math.min(width, sheet.width), Math.min(height, sheet.height))
    readonly property real _fit: Math.min(width / pictureSize.width, height / pictureSize.height)
    // The place of the picture that is in the middle, in parts of it.
    property point _centre: Qt.point(0.5, 0.5)
    default property alias content: sheet.data

    // What is at `x` and `y` of the area stays there.
    function enlarge(times: real, x: real, y: real): void {
        const wanted = Math.max(1, Math.min(Theme.closest, area.magnified * times));
        const before = area.zoom;
        const away = Qt.point(x - area.width / 2, y - area.height / 2);
        const size = area.pictureSize;
        const at = Qt.point(area._centre.x + away.x / before / size.width, area._centre.y + away.y / before / size.height);
        area.magnified = wanted;
        area._look(at.x - away.x / area.zoom / size.width, at.y - away.y / area.zoom / size.height);
    }

    function enlargeMiddle(times: real): void {
        area.enlarge(times, area.width / 2, area.height / 2);
    }

    function shift(right: real, down: real): void {
        area._look(area._centre.x - right / area.zoom / area.pictureSize.width,
            area._centre.y - down / area.zoom / area.pictureSize.height);
    }

    // No farther than to where the picture ends.
    function _look(x: real, y: real): void {
        const seen = Qt.point(Math.min(1, area.width / area.zoom / area.pictureSize.width),
            Math.min(1, area.height / area.zoom / area.pictureSize.height));
        area._centre = Qt.point(Math.max(seen.x / 2, Math.min(1 - seen.x / 2, x)),
            Math.max(seen.y / 2, Math.min(1 - seen.y / 2, y)));
    }

    clip: true
    onWidthChanged: area._look(area._centre.x, area._centre.y)
    onHeightChanged: area._look(area._centre.x, area._centre.y)

    Item {
        id: sheet

        x: area.width / 2 - area._centre.x * width
        y: area.height / 2 - area._centre.y * height
        width: area.pictureSize.width * area.zoom
        height: area.pictureSize.height * area.zoom
    }

    WheelHandler {
        acceptedModifiers: Qt.ControlModifier
        enabled: area.ready
        target: null
        onWheel: event => area.enlarge(Math.pow(Theme.zoomStep, event.angleDelta.y / 120), event.x, event.y)
    }

    WheelHandler {
        acceptedModifiers: Qt.NoModifier
        enabled: area.ready && area.magnified > 1
        target: null
        onWheel: event => area.shift(event.angleDelta.x / 2, event.angleDelta.y / 2)
    }

    DragHandler {
        property point _before: Qt.point(0, 0)

        acceptedButtons: Qt.MiddleButton | Qt.RightButton
        enabled: area.ready && area.magnified > 1
        target: null
        onActiveChanged: _before = Qt.point(0, 0)
        onTranslationChanged: {
            area.shift(translation.x - _before.x, translation.y - _before.y);
            _before = Qt.point(translation.x, translation.y);
        }
    }
}
