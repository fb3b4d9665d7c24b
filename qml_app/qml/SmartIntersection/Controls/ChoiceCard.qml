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
        color: card.checked ? Theme.color.selected : card.hovered ? Theme.color.raised : Theme.color.surface
        border.color: card.visualFocus ? Theme.color.focus : card.checked ? Theme.color.textMuted : Theme.color.outline
        border.width: card.visualFocus ? Theme.focusRing : Theme.hairline
    }

    contentItem: Item {
        Glyph {
            anchors.right: parent.right
            anchors.top: parent.top
            anchors.margins: Theme.spaceL
            visible: card.checked
            path: Glyphs.check
        }

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
                    color: card.checked ? Theme.color.text : Theme.color.textMuted
                }

                TitleText {
                    text: card.text
                    Accessible.ignored: true
                }
            }

            HintText {
                width: parent.width
                text: card.explanation
                Accessible.ignored: true
            }
        }
    }
}
