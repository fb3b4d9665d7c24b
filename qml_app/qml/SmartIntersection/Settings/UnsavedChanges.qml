import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Asked when the window is about to be closed over changes that are not saved.
Popup {
    id: question

    required property Configuration config
    property bool _leaving: false

    signal leave

    // No file was chosen after all.
    function stay(): void {
        question._leaving = false;
    }

    objectName: "unsaved-changes"
    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.max(Theme.messageWidth, buttons.implicitWidth + 2 * padding)
    padding: Theme.spaceXl
    modal: true
    focus: true
    onOpened: save.forceActiveFocus(Qt.TabFocusReason)
    onClosed: question._leaving = false

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
            text: qsTr("Save changes before closing?")
            Accessible.role: Accessible.AlertMessage
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: question.config.mistake !== ""
                ? SettingsWording.mistake(question.config)
                : question.config.failure !== "" ? ReasonWording.said(question.config.failure) : question.config.shownPath !== ""
                ? question.config.shownPath : qsTr("These settings are not in a file yet. Save lets you choose one.")
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
                text: qsTr("Don’t save")
                onClicked: question.leave()
            }

            TextButton {
                id: save

                text: qsTr("Save")
                primary: true
                enabled: question.config.saveable
                onClicked: {
                    question._leaving = true;
                    question.config.save();
                }
            }
        }
    }

    Connections {
        target: question.config

        function onSaved(): void {
            if (question._leaving)
                question.leave();
        }
    }
}
