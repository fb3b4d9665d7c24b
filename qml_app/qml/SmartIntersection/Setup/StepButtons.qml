import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What can be done in the wizard's step.
RowLayout {
    id: buttons

    required property Setup setup
    readonly property string _step: setup.step
    readonly property bool _busy: setup.run.busy
    readonly property string _outcome: setup.run.outcome
    readonly property bool _ended: _outcome === "ok" || _outcome === "failed"

    readonly property string _stage: _step + _outcome

    signal leave

    // The keyboard goes on where the eye does; but what has begun is not to be cancelled by one Return too many.
    function _offer(): void {
        const offered = [again, look, plan, apply, see].find(one => one.visible && one.enabled && one.primary);
        if (buttons.visible && !buttons._busy && buttons._step !== "profile")
            offered?.forceActiveFocus(Qt.TabFocusReason);
    }

    on_StageChanged: Qt.callLater(_offer)
    spacing: Theme.spaceS

    TextButton {
        visible: buttons._step !== "profile" && !buttons._busy
        text: buttons._step === "result" ? qsTr("Start over") : qsTr("Back")
        onClicked: buttons.setup.back()
    }

    TextButton {
        visible: !buttons._busy && (buttons.setup.run.everything || buttons.setup.run.shown < buttons.setup.run.total)
        text: buttons.setup.run.everything ? qsTr("Show fewer steps")
            : buttons.setup.planned.shown ? qsTr("Show all steps")
            : qsTr("Show all %1 steps").arg(Formats.number(buttons.setup.run.total))
        onClicked: buttons.setup.run.everything = !buttons.setup.run.everything
    }

    Item {
        Layout.fillWidth: true
    }

    TextButton {
        visible: buttons._busy
        enabled: buttons._outcome !== "cancelling"
        text: qsTr("Cancel")
        onClicked: buttons.setup.cancel()
    }

    TextButton {
        id: again

        visible: buttons._step !== "profile" && !buttons._busy && buttons._outcome !== "ok"
        primary: true
        text: buttons._step === "result" && buttons._outcome === "cancelled" ? qsTr("Resume") : qsTr("Try again")
        onClicked: buttons.setup.again()
    }

    TextButton {
        id: look

        visible: buttons._step === "profile"
        enabled: buttons.setup.form.ready
        primary: true
        text: qsTr("Continue")
        onClicked: buttons.setup.check()
    }

    TextButton {
        id: plan

        visible: buttons._step === "checks" && !buttons._busy && buttons._ended
        primary: buttons._outcome === "ok"
        text: buttons._outcome === "ok" ? qsTr("Show plan") : qsTr("Continue anyway")
        onClicked: buttons.setup.plan()
    }

    TextButton {
        id: apply

        visible: buttons._step === "plan" && !buttons._busy && buttons._ended
        primary: buttons._outcome === "ok"
        text: buttons.setup.setUp ? qsTr("Repair now") : qsTr("Set up now")
        onClicked: buttons.setup.apply()
    }

    TextButton {
        id: see

        visible: buttons._step === "result" && !buttons._busy && buttons._outcome === "ok"
        primary: true
        text: qsTr("Show services")
        onClicked: buttons.leave()
    }
}
