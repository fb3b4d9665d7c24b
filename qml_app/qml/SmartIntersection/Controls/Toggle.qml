import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// On or off, with its name beside it.
AbstractButton {
    id: toggle

    required property bool on

    signal switched(on: bool)

    implicitWidth: content.implicitWidth
    implicitHeight: Theme.control
    focusPolicy: Qt.StrongFocus
    opacity: enabled ? 1 : Theme.half
    Accessible.role: Accessible.CheckBox
    Accessible.name: text
    Accessible.checked: on
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()
    onClicked: toggle.switched(!toggle.on)

    contentItem: Row {
        id: content

        spacing: Theme.spaceS

        Rectangle {
            anchors.verticalCenter: parent.verticalCenter
            width: Theme.switchWidth
            height: Theme.switchHeight
            radius: height / 2
            color: toggle.on ? Theme.color.accent : Theme.color.raised
            border.color: toggle.visualFocus ? Theme.color.focus : toggle.on ? Theme.color.accent : Theme.color.outline
            border.width: toggle.visualFocus ? Theme.focusRing : Theme.hairline

            Rectangle {
                anchors.verticalCenter: parent.verticalCenter
                x: toggle.on ? parent.width - width - Theme.spaceXs : Theme.spaceXs
                width: Theme.switchHeight - 2 * Theme.spaceXs
                height: width
                radius: width / 2
                color: toggle.on ? Theme.color.surface : Theme.color.textMuted
            }
        }

        BodyText {
            anchors.verticalCenter: parent.verticalCenter
            text: toggle.text
            Accessible.ignored: true
        }
    }
}
