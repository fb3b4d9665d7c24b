import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// Asked once, when the window is closed over an engine that would end with it.
Popup {
    id: question

    // keep or stop
    signal answered(answer: string)

    objectName: "closing-question"
    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.max(Theme.messageWidth, buttons.implicitWidth + 2 * padding)
    padding: Theme.spaceXl
    modal: true
    focus: true
    onOpened: keep.forceActiveFocus(Qt.TabFocusReason)

    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    contentItem: ColumnLayout {
        spacing: Theme.spaceM

        TitleText {
            Layout.fillWidth: true
            text: qsTr("Keep counting after the window closes?")
            Accessible.role: Accessible.AlertMessage
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: qsTr("The engine counts in the background until you stop it on the Services page or shut down this computer. Your choice is remembered; you can change it under Settings > General.")
            wrapMode: Text.Wrap
        }

        RowLayout {
            id: buttons

            Layout.alignment: Qt.AlignRight
            spacing: Theme.spaceS

            TextButton {
                text: qsTr("Cancel")
                onClicked: question.close()
            }

            TextButton {
                text: qsTr("Stop counting")
                onClicked: question.answered("stop")
            }

            TextButton {
                id: keep

                text: qsTr("Keep counting in the background")
                primary: true
                onClicked: question.answered("keep")
            }
        }
    }
}
