pragma Singleton

import QtQuick

// The words for the codes of the view models, in one place for the translators.
QtObject {
    id: wording

    function age(seconds: int): string {
        if (seconds < 120)
            return qsTr("%1 s").arg(seconds);
        if (seconds < 7200)
            return qsTr("%1 min").arg(Math.floor(seconds / 60));
        if (seconds < 172800)
            return qsTr("%1 h").arg(Math.floor(seconds / 3600));
        return qsTr("%1 days").arg(Math.floor(seconds / 86400));
    }

    function bytes(value: real): string {
        const megabytes = value / 1048576;
        return megabytes < 1000 ? qsTr("%1 MiB").arg(megabytes.toFixed(0)) : qsTr("%1 GiB").arg((megabytes / 1024).toFixed(1));
    }

    function number(value: real): string {
        return Number(value).toLocaleString(Qt.locale(), "f", 0);
    }

    function engine(status: string, seconds: int): string {
        switch (status) {
        case "running": return qsTr("Engine running");
        case "stalled": return qsTr("Engine not answering for %1").arg(wording.age(seconds));
        case "stopped": return qsTr("Engine stopped %1 ago").arg(wording.age(seconds));
        default: return qsTr("Waiting for the engine");
        }
    }

    // What totals are totals of.
    function counted(status: string): string {
        switch (status) {
        case "waiting": return "";
        case "running": return qsTr("since start");
        default: return qsTr("last known");
        }
    }

    function engineLevel(status: string): string {
        switch (status) {
        case "running": return "ok";
        case "stalled": return "busy";
        case "stopped": return "failed";
        default: return "unknown";
        }
    }

    // A word for the tile's header.
    function camera(status: string): string {
        switch (status) {
        case "live": return qsTr("Live");
        case "starting": return qsTr("Starting");
        case "reconnecting": return qsTr("Reconnecting");
        case "no-data": return qsTr("No data");
        case "paused": return qsTr("Paused");
        case "failed": return qsTr("Failed");
        case "ended": return qsTr("Ended");
        case "engine-stopped": return qsTr("Engine stopped");
        default: return qsTr("Waiting");
        }
    }

    function cameraLevel(status: string): string {
        switch (status) {
        case "live": return "ok";
        case "paused":
        case "starting":
        case "reconnecting":
        case "no-data": return "busy";
        case "failed":
        case "engine-stopped": return "failed";
        default: return "unknown";
        }
    }

    // The sentence over a picture that is not live; empty while it is.
    function cameraMessage(status: string, seconds: int): string {
        switch (status) {
        case "live":
        case "paused": return "";
        case "starting": return qsTr("Waiting for the first picture");
        case "reconnecting": return seconds > 0
            ? qsTr("Reconnecting, no data since %1").arg(wording.age(seconds)) : qsTr("Reconnecting");
        case "no-data": return qsTr("No data since %1").arg(wording.age(seconds));
        case "failed": return qsTr("Camera failed");
        case "ended": return qsTr("The video has ended");
        case "engine-stopped": return qsTr("Engine stopped %1 ago").arg(wording.age(seconds));
        default: return qsTr("Waiting for the engine");
        }
    }

    function service(code: string): string {
        switch (code) {
        case "engine": return qsTr("Engine");
        case "broker": return qsTr("Broker");
        case "journal": return qsTr("Journal");
        case "mqtt": return qsTr("MQTT delivery");
        case "influx": return qsTr("InfluxDB delivery");
        default: return code;
        }
    }

    function serviceState(code: string, level: string): string {
        if (level === "unknown")
            return qsTr("unknown");
        switch (code) {
        case "ok":
        case "up":
        case "running": return qsTr("running");
        case "waiting": return qsTr("waiting");
        case "stopped": return qsTr("stopped");
        case "stalled": return qsTr("not answering");
        case "starting": return qsTr("starting");
        case "connected": return qsTr("connected");
        case "connecting": return qsTr("connecting");
        case "reconnecting": return qsTr("reconnecting");
        case "failed": return qsTr("failed");
        case "down": return qsTr("down");
        case "busy": return qsTr("busy");
        case "paused": return qsTr("paused");
        case "refused": return qsTr("refused");
        case "unreachable": return qsTr("unreachable");
        case "off": return qsTr("off");
        case "initial": return qsTr("not started");
        case "terminating":
        case "killing": return qsTr("stopping");
        case "backoff": return qsTr("failed, starts again soon");
        case "exited": return qsTr("gave up");
        case "unattended": return qsTr("runs unattended");
        default: return code;
        }
    }

    function doing(code: string): string {
        switch (code) {
        case "start": return qsTr("starting");
        case "stop": return qsTr("stopping");
        default: return qsTr("restarting");
        }
    }

    function kind(code: string): string {
        switch (code) {
        case "car": return qsTr("Car");
        case "truck": return qsTr("Truck");
        case "bus": return qsTr("Bus");
        case "motorcycle": return qsTr("Motorcycle");
        case "bicycle": return qsTr("Bicycle");
        case "person": return qsTr("Person");
        case "object": return qsTr("Object");
        default: return code;
        }
    }

    function violation(code: string): string {
        switch (code) {
        case "red_light": return qsTr("Red light");
        case "wrong_way": return qsTr("Wrong way");
        case "near_miss": return qsTr("Near miss");
        default: return code;
        }
    }

    function speed(kmh: real): string {
        return qsTr("%1 km/h").arg(kmh.toFixed(0));
    }

    // A camera's figures in one line.
    function figures(fps: real, latency: real, skipped: int, detector: string): string {
        const known = [fps > 0 ? qsTr("%1 fps").arg(fps.toFixed(1)) : "",
            latency >= 0 ? qsTr("%1 ms latency").arg(latency.toFixed(0)) : "",
            qsTr("%1 skipped").arg(wording.number(skipped)), detector];
        return known.filter(part => part !== "").join(" · ");
    }

    function layer(code: string): string {
        switch (code) {
        case "boxes": return qsTr("Boxes");
        case "labels": return qsTr("Classes and numbers");
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
        switch (topic) {
        case "violation": return count > 1
            ? qsTr("%1: %2 times at %3").arg(wording.violation(subject)).arg(count).arg(place)
            : qsTr("%1 at %2").arg(wording.violation(subject)).arg(place);
        case "engine": return failed ? qsTr("The engine has stopped") : qsTr("The engine runs again");
        case "camera": return failed ? qsTr("Camera %1 has failed").arg(subject) : qsTr("Camera %1 is back").arg(subject);
        case "picture": return failed ? qsTr("The picture could not be saved") : qsTr("Picture saved");
        default: return failed ? qsTr("%1 has failed").arg(wording.service(subject))
            : qsTr("%1 works again").arg(wording.service(subject));
        }
    }

    function lamp(code: string): string {
        switch (code) {
        case "red": return qsTr("red");
        case "amber": return qsTr("amber");
        case "green": return qsTr("green");
        default: return qsTr("unknown");
        }
    }

    function detector(name: string): string {
        switch (name) {
        case "": return qsTr("Detector unknown");
        case "motion": return qsTr("Motion detector (no model)");
        case "ground-truth": return qsTr("Ground truth (no detector)");
        default: return name;
        }
    }
}
