pragma ComponentBehavior: Bound

import QtQuick
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

    function _outcome(): string {
        if (checks.outcome === "running")
            return checks.what === "selftest" ? qsTr("Self-test runs …") : checks.what === "doctor" ? qsTr("Looking at everything …")
                : qsTr("Repairing …");
        if (checks.outcome === "cancelled")
            return qsTr("Cancelled.");
        if (checks.outcome === "failed")
            return checks.words !== "" ? checks.words : qsTr("It could not be done.");
        if (checks.what === "selftest")
            return checks.outcome === "ok" ? qsTr("Every link holds.") : qsTr("A link is broken.");
        if (checks.what === "doctor")
            return checks.outcome === "ok" ? qsTr("Everything is in order.") : qsTr("Something is wrong.");
        return checks.outcome === "ok" ? qsTr("Repaired: everything is in order.") : qsTr("Not everything could be repaired.");
    }

    title: checks.what === "selftest" ? qsTr("Self-test") : checks.what === "doctor" ? qsTr("Doctor")
        : checks.what === "repair" ? qsTr("Repair") : qsTr("Checks")

    CaptionText {
        Layout.fillWidth: true
        text: qsTr("The self-test sends a made-up violation from the journal through broker and database to Grafana's alert, and deletes it. Doctor tells what is wrong with the installation and how to mend it; repair mends it.")
        visible: card.checks.what === ""
        wrapMode: Text.Wrap
    }

    RowLayout {
        spacing: Theme.spaceM
        visible: card.checks.what !== ""

        StatusPill {
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
    }

    ColumnLayout {
        Layout.topMargin: Theme.spaceXs
        spacing: 0

        Repeater {
            id: steps

            model: card.checks.steps

            CheckStep {
                required property int index

                Layout.fillWidth: true
                joined: card.checks.what === "selftest" && index < steps.count - 1
                label: card.checks.what === "selftest" ? card._link(name) : title
                help: remedy === "" && level === "failed" && card.checks.what === "doctor" ? qsTr("Repair mends it.") : remedy
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }
}
