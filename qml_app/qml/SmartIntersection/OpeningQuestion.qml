import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls

// Asked before what is opened, in whatever way, ends a count or takes the place of something that would be lost.
Question {
    id: question

    required property Opening opening
    property string _stake: ""

    title: _stake === "count" ? qsTr("End the running count?")
        : _stake === "edits" ? qsTr("Discard your unsaved changes?")
        : qsTr("Stop counting with your cameras?")
    loss: _stake === "count" ? qsTr("A recording is being counted. What you open ends this count.")
        : _stake === "edits" ? qsTr("What you open takes the place of settings that you have changed and not saved.")
        : qsTr("The simulated intersection takes the place of all cameras.")
    explanation: _stake === "count" ? qsTr("To get the counts of this recording, you then have to count it again from the beginning.")
        : _stake === "edits" ? qsTr("Save them in Settings first.")
        : _stake === "unsaved" ? qsTr("Cameras, lines and zones that you have not saved are lost. Save them in Settings first.")
        : ""
    consent: _stake === "count" ? qsTr("End count and open")
        : _stake === "edits" ? qsTr("Discard and open")
        : qsTr("Show simulated intersection")
    onAgreed: opening.agree()
    onClosed: opening.decline()

    Connections {
        target: question.opening

        function onChanged(): void {
            if (question.opening.atStake === "") {
                question.close();
            } else {
                question._stake = question.opening.atStake;
                question.open();
            }
        }
    }
}
