import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Theme

// Asked before something is done that cannot be taken back. Whoever does nothing cancels.
Popup {
    id: question

    required property string title
    // What would go.
    property string loss: ""
    property string explanation: ""
    // What agrees, if that is one thing; other answers are buttons of their own, of which one has the keyboard first.
    property string consent: ""
    property Item first: cancel
    default property alias answers: buttons.data

    signal agreed

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.max(Theme.messageWidth, buttons.implicitWidth + 2 * padding)
    padding: Theme.spaceXl
    modal: true
    focus: true
    onOpened: first.forceActiveFocus(Qt.TabFocusReason)

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
            text: question.title
            Accessible.role: Accessible.AlertMessage
        }

        BodyText {
            Layout.fillWidth: true
            visible: text !== ""
            text: question.loss
            wrapMode: Text.Wrap
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            visible: text !== ""
            text: question.explanation
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
                visible: question.consent !== ""
                text: question.consent
                onClicked: {
                    question.agreed();
                    question.close();
                }
            }
        }
    }
}
