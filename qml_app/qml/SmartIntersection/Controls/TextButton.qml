import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// A button with a word on it.
AbstractButton {
    id: button

    property bool strong: false
    // What one came to the page for.
    property bool primary: false

    implicitWidth: words.implicitWidth + 2 * (primary ? Theme.spaceL : Theme.spaceM)
    implicitHeight: Theme.control
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : Theme.half
    Accessible.name: text
    Accessible.role: Accessible.Button
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: Theme.radiusS
        color: button.primary ? (button.down ? Theme.color.focus : Theme.color.accent)
            : button.down || button.checked ? Theme.color.accentSoft
            : button.hovered ? Theme.color.raised : Theme.color.surface
        border.color: button.visualFocus ? Theme.color.focus : button.checked ? Theme.color.accent : Theme.color.outline
        border.width: button.visualFocus ? Theme.focusRing : Theme.hairline
    }

    contentItem: BodyText {
        id: words

        horizontalAlignment: Text.AlignHCenter
        color: button.primary ? Theme.color.onAccent : button.strong || button.checked ? Theme.color.accent : Theme.color.text
        font.weight: button.primary ? Font.DemiBold : Font.Normal
        text: button.text
        Accessible.ignored: true
    }
}
