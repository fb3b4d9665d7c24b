import QtQuick
import SmartIntersection.Theme

// A short label in a frame, such as the detector's name.
Rectangle {
    id: tag

    required property string text
    property color tone: Theme.color.textMuted

    implicitWidth: words.implicitWidth + 2 * Theme.spaceS
    implicitHeight: Theme.spaceL + Theme.spaceXs
    radius: Theme.radiusS
    color: "transparent"
    border.color: tone
    border.width: Theme.hairline
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    CaptionText {
        id: words

        anchors.centerIn: parent
        width: Math.min(implicitWidth, tag.width - Theme.spaceS)
        color: tag.tone
        text: tag.text
        Accessible.ignored: true
    }
}
