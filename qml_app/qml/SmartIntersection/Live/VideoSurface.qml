pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Theme

// A camera's picture, aspect kept, and `content` laid exactly over it.
Item {
    id: surface

    required property Camera camera
    // Screen pixels for one pixel of the picture.
    readonly property real zoom: camera.pictureSize.width > 0 && camera.pictureSize.height > 0
        ? Math.min(width / camera.pictureSize.width, height / camera.pictureSize.height) : 0
    default property alias content: over.data

    // A picture of the content at the size of the camera's own; text enlarged from its outlines stays sharp.
    function grab(done: var): void {
        surface._write(over, Text.QtRendering);
        sheet.grabToImage(result => {
            surface._write(over, Text.NativeRendering);
            done(result.image);
        }, surface.camera.pictureSize);
    }

    function _write(item: Item, way: int): void {
        if (item instanceof Text)
            (item as Text).renderType = way;
        for (const child of item.children)
            surface._write(child, way);
    }

    function _makeRoom(): void {
        if (visible && sheet.width >= 1)
            surface.camera.makeRoom(sheet.width * Screen.devicePixelRatio, sheet.height * Screen.devicePixelRatio);
    }

    // Where the picture leaves room. Not behind it: where the processor draws the window, what is covered costs the same.
    component Margin: Rectangle {
        color: Theme.color.videoBackground
    }

    clip: true
    onVisibleChanged: _makeRoom()

    Margin {
        anchors.left: parent.left
        anchors.right: sheet.left
        height: parent.height
    }

    Margin {
        anchors.left: sheet.right
        anchors.right: parent.right
        height: parent.height
    }

    Margin {
        anchors.left: sheet.left
        anchors.right: sheet.right
        anchors.bottom: sheet.top
        height: sheet.y
    }

    Margin {
        anchors.left: sheet.left
        anchors.right: sheet.right
        anchors.top: sheet.bottom
        anchors.bottom: parent.bottom
    }

    Item {
        id: sheet

        anchors.centerIn: parent
        width: surface.camera.pictureSize.width * surface.zoom
        height: surface.camera.pictureSize.height * surface.zoom
        onWidthChanged: surface._makeRoom()
        onHeightChanged: surface._makeRoom()

        Image {
            anchors.fill: parent
            source: surface.camera.picture
            cache: false
        }

        Item {
            id: over

            anchors.fill: parent
        }
    }
}
