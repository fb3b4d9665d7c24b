import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// Asked before setup may give a database a retention that deletes data.
Popup {
    id: question

    // What would go.
    property string loss: ""

    signal allowed

    objectName: "deletion-question"
    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.max(Theme.messageWidth, buttons.implicitWidth + 2 * padding)
    padding: Theme.spaceXl
    modal: true
    focus: true
    onOpened: cancel.forceActiveFocus(Qt.TabFocusReason)

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
            text: qsTr("Allow older data to be deleted?")
            Accessible.role: Accessible.AlertMessage
        }

        BodyText {
            Layout.fillWidth: true
            text: question.loss + "."
            wrapMode: Text.Wrap
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: qsTr("Setup deletes it when it changes the retention. Deleted data cannot be restored.")
            wrapMode: Text.Wrap
        }

        RowLayout {
            id: buttons

            Layout.alignment: Qt.AlignRight
            spacing: Theme.spaceS

            TextButton {
                id: cancel

                text: qsTr("Cancel")
                onClicked: question.close()
            }

            TextButton {
                text: qsTr("Allow deletion")
                onClicked: {
                    question.close();
                    question.allowed();
                }
            }
        }
    }
}
