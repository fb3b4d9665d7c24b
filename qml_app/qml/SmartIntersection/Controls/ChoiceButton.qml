import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// One of several choices, ticked while it is taken. Its width is the same either way.
AbstractButton {
    id: choice

    // In a group of choices that share a frame there is none of its own.
    property bool framed: true

    implicitWidth: Math.ceil(words.implicitWidth) + 2 * Theme.spaceL
    implicitHeight: Theme.control
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : Theme.half
    Accessible.name: text
    Accessible.checked: checked
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radiusS
        color: choice.checked ? Theme.color.selected : choice.hovered || choice.down ? Theme.color.raised : "transparent"
        border.color: choice.visualFocus ? Theme.color.focus : choice.checked ? Theme.color.textMuted : Theme.color.outline
        border.width: choice.visualFocus ? Theme.focusRing : choice.framed || choice.checked ? Theme.hairline : 0
    }

    contentItem: Item {
        Glyph {
            anchors.verticalCenter: parent.verticalCenter
            x: Theme.spaceXs
            visible: choice.checked
            path: Glyphs.check
            size: Theme.spaceM
        }

        BodyText {
            id: words

            anchors.verticalCenter: parent.verticalCenter
            x: choice.checked ? Theme.spaceL + Theme.spaceXs : Theme.spaceL
            text: choice.text
            Accessible.ignored: true
        }
    }
}
