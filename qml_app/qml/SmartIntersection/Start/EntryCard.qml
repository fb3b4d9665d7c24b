import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Controls
import SmartIntersection.Theme

// One way in, large: what it is, and in a sentence what one gets.
AbstractButton {
    id: card

    required property string glyph
    required property string explanation

    implicitHeight: content.implicitHeight + 2 * Theme.spaceXl
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : Theme.half
    Accessible.role: Accessible.Button
    Accessible.name: text
    Accessible.description: explanation
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radiusM
        color: card.down ? Theme.color.accentSoft : card.hovered ? Theme.color.raised : Theme.color.surface
        border.color: card.visualFocus ? Theme.color.focus : card.hovered ? Theme.color.accent : Theme.color.outline
        border.width: card.visualFocus ? Theme.focusRing : Theme.hairline
    }

    contentItem: Item {
        Column {
            id: content

            anchors.top: parent.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.margins: Theme.spaceXl
            spacing: Theme.spaceM

            Glyph {
                path: card.glyph
                size: Theme.glyphLarge
                color: Theme.color.accent
            }

            TitleText {
                width: parent.width
                font.pixelSize: Theme.textTitle
                text: card.text
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }

            BodyText {
                width: parent.width
                color: Theme.color.textMuted
                text: card.explanation
                verticalAlignment: Text.AlignTop
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
