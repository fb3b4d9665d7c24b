pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Checks, plan or setup itself: what it is doing, its tasks, and in the end where everything is.
ColumnLayout {
    id: step

    required property Setup setup
    required property Engine engine
    required property Browser browser
    readonly property SetupRun _run: setup.run
    // Once the engine has ended.
    property bool _again: false
    // What the engine is doing, and whether it has begun again since setup ended.
    property string _doing: ""
    property bool _taken: false
    readonly property bool _over: setup.step === "result" && !_run.busy

    spacing: Theme.spaceM
    on_OverChanged: if (!_over) _taken = false

    RunHeader {
        Layout.fillWidth: true
        step: step.setup.step
        run: step._run
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        spacing: Theme.spaceM
        uniformCellSizes: true
        visible: step._over && step._run.outcome === "ok" && places.count > 0

        Repeater {
            id: places

            model: step.setup.services

            ServiceAddress {
                Layout.fillWidth: true
                Layout.fillHeight: true
                view: step.setup.secret
                onOpenPage: step.browser.open(address)
            }
        }
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.fillHeight: false
        spacing: Theme.spaceM
        visible: step._over && step._run.outcome === "ok" || step.engine.failure !== ""

        BodyText {
            Layout.fillWidth: true
            color: step.engine.failure !== "" ? Theme.color.failed : Theme.color.textMuted
            text: step.engine.failure !== "" ? ReasonWording.said(step.engine.failure)
                : step.engine.doing !== "" ? qsTr("Engine is starting …")
                : step._taken ? qsTr("The engine now uses the new services.")
                : qsTr("Takes effect when the engine restarts.")
            wrapMode: Text.Wrap
        }

        TextButton {
            visible: step.engine.offered && step._run.outcome === "ok"
            enabled: step.engine.doing === ""
            text: qsTr("Restart engine")
            onClicked: step.engine.restart()
        }
    }

    PlanSummary {
        Layout.fillWidth: true
        Layout.fillHeight: false
        visible: step.setup.planned.shown
        plan: step.setup.planned
        folder: step.setup.folder
        bundled: step.setup.form.values["source"] === "bundle"
    }

    Rectangle {
        Layout.fillWidth: true
        Layout.fillHeight: true
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
        visible: tasks.count > 0

        TaskList {
            id: tasks

            anchors.fill: parent
            anchors.margins: Theme.spaceS
            run: step._run
            grouped: step.setup.step !== "checks"
            planned: step.setup.step === "plan"
            onTakeInstead: option => step.setup.takeInstead(option)
            onAllowDeletion: loss => {
                question.loss = `${loss}.`;
                question.open();
            }
            onStopEngine: {
                step._again = true;
                step.engine.halt();
            }
        }
    }

    Question {
        id: question

        title: qsTr("Allow older data to be deleted?")
        loss: ""
        explanation: qsTr("Setup deletes it when it changes the retention. Deleted data cannot be restored.")
        consent: qsTr("Allow deletion")
        onAgreed: step.setup.allowDeletion()
    }

    Connections {
        target: step.engine

        function onChanged(): void {
            step._again = step._again && step.engine.failure === "";
            step._taken = step.engine.failure === ""
                && (step._taken || step._over && step.engine.doing === "" && ["start", "restart"].includes(step._doing));
            step._doing = step.engine.doing;
        }

        function onHalted(): void {
            if (step._again)
                step.setup.again();
            step._again = false;
        }
    }

    Item {
        Layout.fillHeight: true
        visible: tasks.count === 0
    }
}
