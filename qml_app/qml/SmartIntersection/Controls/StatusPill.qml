import QtQuick
import SmartIntersection.Theme

// A coloured dot and a word: colour is never the only sign.
Rectangle {
    id: pill

    required property string level
    required property string text
    // No room for the word: only the dot is drawn.
    property bool terse: false

    implicitWidth: Theme.dot + (terse ? 0 : Theme.spaceS + Math.ceil(words.implicitWidth)) + 2 * Theme.spaceS
    implicitHeight: Theme.spaceXl
    radius: height / 2
    color: Theme.color.raised
    Accessible.role: Accessible.StaticText
    Accessible.name: text

    Row {
        anchors.centerIn: parent
        spacing: Theme.spaceS

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.dot
            height: Theme.dot
            radius: Theme.dot / 2
            color: Theme.level(pill.level)
        }

        BodyText {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            visible: !pill.terse
            width: Math.min(implicitWidth, Math.max(0, pill.width - Theme.dot - 3 * Theme.spaceS))
            // What it is about stands first, how it is last: both matter more than the middle of a long name.
            elide: Text.ElideMiddle
            text: pill.text
            Accessible.ignored: true
        }
    }
}
