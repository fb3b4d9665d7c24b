pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Self-test, doctor and repair, step by step.
Card {
    id: card

    required property ServiceChecks checks

    function _link(name: string): string {
        switch (name) {
        case "destination": return qsTr("Destination");
        case "journal": return qsTr("Journal");
        case "broker": return qsTr("Broker");
        case "subscriber": return qsTr("Subscriber");
        case "database": return qsTr("Database");
        case "grafana": return qsTr("Grafana");
        case "alert": return qsTr("Alert");
        case "engine": return qsTr("Engine");
        case "clean-up": return qsTr("Clean-up");
        default: return name;
        }
    }

    function _named(name: string, title: string): string {
        return card.checks.what === "selftest" ? card._link(name)
            : card.checks.what === "repair" ? TaskWording.step(title)
            : title.split(", ").map(one => SetupWording.check(SetupWording.service(one))).join(", ");
    }

    function _outcome(): string {
        if (checks.outcome === "running")
            return checks.what === "selftest" ? qsTr("Running self-test …") : checks.what === "doctor" ? qsTr("Diagnosing …")
                : qsTr("Repairing …");
        if (checks.outcome === "cancelled")
            return qsTr("Cancelled.");
        if (checks.outcome === "failed")
            return checks.words !== "" ? ReasonWording.said(checks.words) : qsTr("Could not run the check.");
        if (checks.what === "selftest")
            return checks.outcome !== "ok" ? qsTr("A component failed.")
                : checks.untested === 0 ? qsTr("All components work.")
                : qsTr("No failures, %1 not set up or not running").arg(checks.untested);
        if (checks.what === "doctor")
            return checks.outcome === "ok" ? qsTr("No problems found.") : qsTr("Problems found.");
        return checks.outcome === "ok" ? qsTr("Repair finished.") : qsTr("Some problems could not be repaired.");
    }

    title: checks.what === "selftest" ? qsTr("Self-test") : checks.what === "doctor" ? qsTr("Diagnosis")
        : checks.what === "repair" ? qsTr("Repair") : qsTr("Checks")

    HintText {
        Layout.fillWidth: true
        text: qsTr("Self-test sends a test violation through every component and deletes it afterwards. Diagnose lists problems and how to fix them; Repair fixes them.")
        visible: card.checks.what === ""
        wrapMode: Text.Wrap
    }

    RowLayout {
        spacing: Theme.spaceM
        visible: card.checks.what !== ""

        StatusPill {
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            Layout.maximumWidth: implicitWidth
            level: card.checks.outcome === "ok" ? "ok" : card.checks.outcome === "running" ? "busy"
                : card.checks.outcome === "cancelled" ? "off" : "failed"
            text: card._outcome()
        }

        Item {
            Layout.fillWidth: true
        }

        TextButton {
            visible: card.checks.busy
            text: qsTr("Cancel")
            onClicked: card.checks.cancel()
        }

        TextButton {
            visible: !card.checks.busy
            text: qsTr("Close")
            onClicked: card.checks.close()
        }
    }

    ListView {
        id: steps

        Layout.fillWidth: true
        Layout.fillHeight: true
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: card.checks.steps
        // All of them are made: their heights decide how high the list is.
        cacheBuffer: Theme.manyRows
        activeFocusOnTab: contentHeight > height
        Keys.onUpPressed: bar.decrease()
        Keys.onDownPressed: bar.increase()
        Accessible.role: Accessible.List
        Accessible.name: card.title

        ScrollBar.vertical: ScrollBar {
            id: bar

            policy: steps.contentHeight > steps.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        delegate: CheckStep {
            required property int index

            width: ListView.view.width - bar.width
            joined: card.checks.what === "selftest" && index < steps.count - 1
            label: card._named(name, title)
            told: card.checks.what === "selftest" ? ReasonWording.said(what) : TaskWording.told(what)
            help: remedy === "" && level === "failed" && card.checks.what === "doctor" ? qsTr("Run Repair to fix this.")
                : ReasonWording.remedy(remedy)
        }
    }
}
