import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// A button that is a glyph; `text` is its name for screen readers and in its tip.
AbstractButton {
    id: button

    required property string glyph
    // Whether it lies on a picture, whose colours are none of the theme's.
    property bool onPicture: false

    implicitWidth: Theme.control
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
        color: button.down || button.checked ? Theme.color.selected
            : button.onPicture ? Theme.color.videoScrim : button.hovered ? Theme.color.raised : "transparent"
        border.color: button.visualFocus ? Theme.color.focus : "transparent"
        border.width: Theme.focusRing
    }

    contentItem: Item {
        Glyph {
            anchors.centerIn: parent
            path: button.glyph
            color: button.onPicture && !button.down && !button.checked ? Theme.color.videoText : Theme.color.text
        }
    }

    PlainTip {
        text: button.text
        shown: button.hovered || button.visualFocus
    }
}
