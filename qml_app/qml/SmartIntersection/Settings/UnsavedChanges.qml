import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Asked when the window is about to be closed over changes that are not saved.
Question {
    id: question

    required property Configuration config
    property bool _leaving: false

    signal leave

    // No file was chosen after all.
    function stay(): void {
        question._leaving = false;
    }

    objectName: "unsaved-changes"
    title: qsTr("Save changes before closing?")
    explanation: question.config.mistake !== "" ? SettingsWording.mistake(question.config)
        : question.config.failure !== "" ? ReasonWording.said(question.config.failure)
        : question.config.shownPath !== "" ? question.config.shownPath
        : qsTr("These settings are not in a file yet. Save lets you choose one.")
    first: save
    onClosed: question._leaving = false

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

    Connections {
        target: question.config

        function onSaved(): void {
            if (question._leaving)
                question.leave();
        }
    }
}
