pragma Singleton

import QtQuick

// The words for cameras, what is drawn over them, and what is worth interrupting somebody for.
QtObject {
    // The kinds of notifications that can be muted.
    function notificationKinds(): var {
        return [
            { kind: "violations", text: qsTr("Violations") },
            { kind: "cameras", text: qsTr("Cameras") },
            { kind: "services", text: qsTr("Services") },
            { kind: "engine", text: qsTr("Engine") }
        ];
    }

    // A word for the tile's header.
    function camera(status: string): string {
        switch (status) {
        case "live": return qsTr("Live");
        case "counting": return qsTr("Counting");
        case "preview": return qsTr("Preview");
        case "unchanged": return qsTr("Image unchanged");
        case "not-shown": return qsTr("Not shown");
        case "engine-unseen": return qsTr("Not updating");
        case "starting": return qsTr("Starting");
        case "reconnecting": return qsTr("Reconnecting");
        case "no-data": return qsTr("No data");
        case "held": return qsTr("Frozen");
        case "paused": return qsTr("Paused");
        case "failed": return qsTr("Failed");
        case "ended": return qsTr("Ended");
        case "engine-halted":
        case "engine-stopped": return qsTr("Engine stopped");
        default: return qsTr("Waiting");
        }
    }

    // A detector in a word, where there is no room for more.
    function detector(name: string): string {
        return name === "motion" ? qsTr("Motion") : name === "ground-truth" ? qsTr("Ground truth") : Wording.detector(name);
    }

    // What runs the detector's network, and on what, by the names of their makers.
    function runtime(names: string): string {
        return names.split(" · ").map(part => RegistryWording.runtimes.find(one => one.value === part)?.text ?? part).join(" · ");
    }

    // The sentence over a picture that is not live; empty while it is.
    function cameraMessage(status: string, seconds: int): string {
        switch (status) {
        case "live":
        case "counting":
        case "preview":
        case "unchanged":
        case "held":
        case "paused": return "";
        case "not-shown": return qsTr("Cannot show the image. Retrying …");
        case "engine-unseen": return qsTr("Window not updating for %1").arg(Wording.age(seconds));
        case "starting": return qsTr("Waiting for the first image");
        case "reconnecting": return seconds > 0
            ? qsTr("Reconnecting – no data for %1").arg(Wording.age(seconds)) : qsTr("Reconnecting");
        case "no-data": return seconds > 0 ? qsTr("No data for %1").arg(Wording.age(seconds)) : qsTr("No data");
        case "failed": return qsTr("Camera failed");
        case "ended": return qsTr("End of video");
        case "engine-halted":
        case "engine-stopped": return qsTr("Engine stopped %1 ago").arg(Wording.age(seconds));
        default: return qsTr("Engine not started");
        }
    }

    // A camera's figures in one line.
    function figures(fps: real, latency: real, skipped: int, detector: string): string {
        const known = [fps > 0 ? qsTr("%1 fps").arg(Wording.decimal(fps, 1)) : "",
            latency >= 0 ? qsTr("%1 ms latency").arg(Wording.decimal(latency, 0)) : "",
            skipped >= 0 ? qsTr("%1 skipped").arg(Wording.number(skipped)) : "", detector];
        return known.filter(part => part !== "").join(" · ");
    }

    function layer(code: string): string {
        switch (code) {
        case "boxes": return qsTr("Boxes");
        case "labels": return qsTr("Classes and IDs");
        case "speeds": return qsTr("Speeds");
        case "trails": return qsTr("Trails");
        case "lines": return qsTr("Lines and counts");
        case "zones": return qsTr("Zones");
        case "signals": return qsTr("Signals");
        default: return code;
        }
    }

    // What a bulletin says.
    function bulletin(topic: string, subject: string, place: string, level: string, count: int): string {
        const failed = level === "failed";
        switch (["evidence", "disk"].includes(subject) && topic === "part" ? subject : topic) {
        case "violation": return count > 1
            ? qsTr("%1: %2 times at %3").arg(Wording.violation(subject)).arg(count).arg(place)
            : qsTr("%1 at %2").arg(Wording.violation(subject)).arg(place);
        case "engine": return failed ? qsTr("The engine has stopped") : qsTr("The engine is running again");
        case "window": return failed ? qsTr("%1 has stopped working").arg(HealthWording.worker(subject))
            : qsTr("%1 is working again").arg(HealthWording.worker(subject));
        case "camera": return failed ? qsTr("Camera fault: %1").arg(subject) : qsTr("Camera working again: %1").arg(subject);
        case "service": return failed ? qsTr("%1 has failed").arg(SetupWording.service(subject))
            : qsTr("%1 is working again").arg(SetupWording.service(subject));
        case "evidence": return failed ? qsTr("Evidence is not being saved") : qsTr("Evidence is being saved again");
        case "disk": return qsTr("The disk is full. Figures are not updating");
        case "browser": return qsTr("Could not open a browser. Address copied to the clipboard");
        case "picture": return failed ? qsTr("Could not save the image") : qsTr("Image saved");
        default: return failed ? qsTr("%1 has failed").arg(Wording.service(subject))
            : qsTr("%1 is working again").arg(Wording.service(subject));
        }
    }
}
