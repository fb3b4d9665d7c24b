import QtQuick
import SmartIntersection.Theme

// A point of what is drawn, over the picture.
Rectangle {
    id: mark

    // In pixels of the picture.
    required property point at
    required property real zoom
    property bool chosen: false

    x: at.x * zoom - width / 2
    y: at.y * zoom - height / 2
    z: 2
    width: chosen ? Theme.handleChosen : Theme.handle
    height: width
    radius: width / 2
    color: chosen ? Theme.color.accent : Theme.color.videoText
    border.color: Theme.color.videoBackground
    border.width: Theme.hairline
}
