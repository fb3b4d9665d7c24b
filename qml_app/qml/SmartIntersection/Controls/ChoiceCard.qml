import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// One of a few choices that need a sentence each.
AbstractButton {
    id: card

    required property string glyph
    required property string explanation

    implicitHeight: content.implicitHeight + 2 * Theme.spaceL
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.RadioButton
    Accessible.name: text
    Accessible.description: explanation
    Accessible.checked: checked
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radiusM
        color: card.checked ? Theme.color.accentSoft : card.hovered ? Theme.color.raised : Theme.color.surface
        border.color: card.visualFocus ? Theme.color.focus : card.checked ? Theme.color.accent : Theme.color.outline
        border.width: card.visualFocus || card.checked ? Theme.focusRing : Theme.hairline
    }

    contentItem: Item {
        Column {
            id: content

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.spaceL
            spacing: Theme.spaceS

            Row {
                spacing: Theme.spaceS

                Glyph {
                    anchors.verticalCenter: parent.verticalCenter
                    path: card.glyph
                    size: Theme.glyphRail
                    color: card.checked ? Theme.color.accent : Theme.color.textMuted
                }

                TitleText {
                    text: card.text
                    Accessible.ignored: true
                }
            }

            BodyText {
                width: parent.width
                color: Theme.color.textMuted
                text: card.explanation
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }
        }
    }
}
