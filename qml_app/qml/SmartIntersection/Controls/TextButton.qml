import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// A button with a word on it.
AbstractButton {
    id: button

    property bool strong: false

    implicitWidth: words.implicitWidth + 2 * Theme.spaceM
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
        color: button.down || button.checked ? Theme.color.accentSoft
            : button.hovered ? Theme.color.raised : Theme.color.surface
        border.color: button.visualFocus ? Theme.color.focus : button.checked ? Theme.color.accent : Theme.color.outline
        border.width: button.visualFocus ? Theme.focusRing : Theme.hairline
    }

    contentItem: BodyText {
        id: words

        horizontalAlignment: Text.AlignHCenter
        color: button.strong || button.checked ? Theme.color.accent : Theme.color.text
        text: button.text
        Accessible.ignored: true
    }
}
