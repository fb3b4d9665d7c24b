import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a side of the rectangle is, at its middle.
Rectangle {
    id: label

    required property var corners
    // The side goes from this corner to the next.
    required property int corner
    required property real zoom
    required property string text
    readonly property point _from: corners[corner] ?? Qt.point(0, 0)
    readonly property point _to: corners[corner + 1] ?? Qt.point(0, 0)

    visible: text !== ""
    x: Math.max(0, Math.min(parent.width - width, (_from.x + _to.x) / 2 * zoom - width / 2))
    y: Math.max(0, Math.min(parent.height - height, (_from.y + _to.y) / 2 * zoom - height / 2))
    width: words.implicitWidth + Theme.spaceS
    height: words.implicitHeight + Theme.spaceXs
    radius: Theme.radiusS
    color: Theme.color.videoPlate

    CaptionText {
        id: words

        anchors.centerIn: parent
        color: Theme.color.videoText
        text: label.text
    }
}
