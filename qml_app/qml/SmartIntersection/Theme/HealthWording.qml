pragma Singleton

import QtQuick

// The words of the header and of what works beside the window.
QtObject {
    // How long something has run, by itself; after "for", some languages inflect the days.
    function lasting(seconds: int): string {
        return seconds < 172800 ? Wording.age(seconds) : qsTr("%1 days").arg(Wording.number(Math.floor(seconds / 86400)));
    }

    // What the header says: the one thing that is wrong, or how many.
    function headline(troubles: int, worst: string, condition: string, level: string): string {
        return troubles === 1 ? qsTr("%1: %2").arg(Wording.service(worst)).arg(Wording.serviceState(condition, level))
            : qsTr("%1 problems").arg(troubles);
    }

    // How many parts concern somebody, and why; the first number is the header's.
    function concerns(troubles: int, limited: int, unready: int, unknown: int): string {
        const told = [
            troubles > 0 ? Wording.several(troubles, qsTr("1 problem"), qsTr("%1 problems")) : "",
            limited > 0 ? qsTr("%1 limited").arg(Wording.number(limited)) : "",
            unready > 0 ? qsTr("%1 not ready").arg(Wording.number(unready)) : "",
            unknown > 0 ? qsTr("%1 unknown").arg(Wording.number(unknown)) : ""
        ].filter(part => part !== "");
        return told.length > 0 ? qsTr("%1.").arg(told.join(", ")) : qsTr("No problems.");
    }

    // What the user has asked of the engine and it has not done yet.
    function doing(code: string): string {
        switch (code) {
        case "start": return qsTr("Starting engine …");
        case "stop": return qsTr("Stopping engine …");
        default: return qsTr("Restarting engine …");
        }
    }

    // A part of the window that works beside it.
    function worker(code: string): string {
        switch (code) {
        case "pictures":
        case "result":
        case "state": return qsTr("Live view");
        case "traffic":
        case "counts":
        case "movements":
        case "speeds":
        case "spot_speeds":
        case "occupancy": return qsTr("Traffic page");
        case "violations":
        case "reviews": return qsTr("Violations page");
        case "services":
        case "alerts":
        case "log":
        case "watch": return qsTr("Services page");
        case "setup":
        case "secrets": return qsTr("Setup page");
        case "settings":
        case "scene":
        case "cameras":
        case "calibration":
        case "preferences": return qsTr("Settings page");
        case "export":
        case "snapshots": return qsTr("File export");
        case "model":
        case "engine": return qsTr("Engine control");
        case "grafana": return qsTr("Grafana link");
        default: return qsTr("Window");
        }
    }
}
