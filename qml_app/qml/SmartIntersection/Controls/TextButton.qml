import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// A button with a word on it.
AbstractButton {
    id: button

    // What one came to the page for; one on a page.
    property bool primary: false
    // What most do next in this part of a page.
    property bool strong: false

    implicitWidth: words.implicitWidth + 2 * (primary ? Theme.spaceL : Theme.spaceM)
    implicitHeight: Theme.control
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.name: text
    Accessible.role: Accessible.Button
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radiusS
        opacity: button.enabled ? 1 : button.primary ? Theme.dimmed : Theme.half
        color: button.primary ? Theme.color.accent
            : button.checked ? Theme.color.selected
            : button.strong ? Theme.color.accentSoft
            : Theme.color.raised
        border.color: button.visualFocus ? (button.primary ? Theme.color.text : Theme.color.focus)
            : button.primary || button.strong ? Theme.color.accent
            : button.checked ? Theme.color.textMuted : Theme.color.outline
        border.width: button.visualFocus ? Theme.focusRing : Theme.hairline

        // Hovered and pressed: a little of the text's colour over whatever is there.
        Rectangle {
            anchors.fill: parent
            radius: parent.radius
            color: button.primary ? Theme.color.onAccent : Theme.color.text
            opacity: button.down ? Theme.pressed : button.hovered ? Theme.hovered : 0
        }
    }

    contentItem: BodyText {
        id: words

        horizontalAlignment: Text.AlignHCenter
        // What cannot be pressed yet can be read all the same.
        opacity: button.enabled || button.primary ? 1 : Theme.half
        color: button.primary && !button.enabled ? Theme.color.textMuted : button.primary ? Theme.color.onAccent : button.strong ? Theme.color.accent : Theme.color.text
        font.weight: button.primary ? Font.DemiBold : Font.Normal
        text: button.text
        Accessible.ignored: true
    }
}
