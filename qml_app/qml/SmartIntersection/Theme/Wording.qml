pragma Singleton

import QtQuick

// The words for the codes of the view models, in one place for the translators.
QtObject {
    id: wording

    function age(seconds: int): string {
        if (seconds < 120)
            return qsTr("%1 s").arg(wording.number(seconds));
        if (seconds < 7200)
            return qsTr("%1 min").arg(Math.floor(seconds / 60));
        if (seconds < 172800)
            return qsTr("%1 h").arg(Math.floor(seconds / 3600));
        return qsTr("%1 days").arg(wording.number(Math.floor(seconds / 86400)));
    }

    function bytes(value: real): string {
        const megabytes = Math.round(value / 1e6);
        return megabytes < 1000 ? qsTr("%1 MB").arg(wording.number(megabytes)) : qsTr("%1 GB").arg(wording.decimal(value / 1e9, 1));
    }

    function number(value: real): string {
        return Formats.number(value);
    }

    function decimal(value: real, digits: int): string {
        return Formats.decimal(value, digits);
    }

    // A number of things: `many` has a place for it.
    function several(count: real, one: string, many: string): string {
        return count === 1 ? one : many.arg(wording.number(count));
    }

    function speed(kmh: real): string {
        return qsTr("%1 km/h").arg(wording.number(kmh));
    }

    // `work` says what recordings are left to do.
    function engine(status: string, seconds: int, work: string): string {
        switch (status) {
        case "running": return work === "finished" ? qsTr("Counting finished") : work === "preview" ? qsTr("Preview only")
            : qsTr("Engine running");
        case "stalled": return qsTr("Engine not responding for %1").arg(wording.age(seconds));
        case "halted":
        case "stopped": return qsTr("Engine stopped %1 ago").arg(wording.age(seconds));
        case "unseen": return qsTr("Window not updating for %1").arg(wording.age(seconds));
        case "deleted": return qsTr("Engine files deleted");
        default: return qsTr("Engine not started");
        }
    }

    // What totals are totals of; `recorded`: of recordings.
    function counted(status: string, recorded: bool, work: string): string {
        switch (status) {
        case "waiting":
        case "deleted": return "";
        case "running": return work === "preview" ? qsTr("preview only") : recorded ? qsTr("from the recording") : qsTr("since start");
        default: return qsTr("last known");
        }
    }

    function service(code: string): string {
        const [kind, name] = [code.split("/")[0], code.split("/").slice(1).join("/")];
        if (kind === "thread")
            return qsTr("Engine component “%1”").arg(name);
        if (name !== "")
            return kind === "window" ? HealthWording.worker(name) : name;
        switch (code) {
        case "evidence": return qsTr("Evidence");
        case "engine": return qsTr("Engine");
        case "broker": return qsTr("Broker");
        case "disk": return qsTr("Disk");
        case "journal": return qsTr("Journal");
        default: return RegistryWording.delivery(code);
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
        case "halted":
        case "stopped": return qsTr("stopped");
        case "deleted": return qsTr("files deleted");
        case "stalled": return qsTr("not responding");
        case "starting": return qsTr("starting");
        case "connected": return qsTr("connected");
        case "connecting": return qsTr("connecting");
        case "reconnecting": return qsTr("reconnecting");
        case "failed": return qsTr("failed");
        case "live": return qsTr("live");
        case "counting": return qsTr("counting");
        case "preview": return qsTr("preview");
        case "ended": return level === "busy" ? [qsTr("ended"), qsTr("limited")].join(", ") : qsTr("ended");
        case "limited": return qsTr("limited");
        case "unchanged": return qsTr("image unchanged");
        case "no-data": return qsTr("no data");
        case "not-shown": return qsTr("not shown");
        case "not-written": return qsTr("cannot write");
        case "losing": return qsTr("losing events");
        case "restarting": return qsTr("failed, retrying");
        case "hangs":
        case "unseen": return qsTr("not updating");
        case "down": return qsTr("down");
        case "busy": return qsTr("busy");
        case "paused": return qsTr("paused");
        case "refused": return qsTr("refused");
        case "unreachable": return qsTr("unreachable");
        case "off": return qsTr("off");
        case "initial": return qsTr("not started");
        case "terminating":
        case "killing": return qsTr("stopping");
        case "backoff": return qsTr("failed, restarting soon");
        case "exited": return qsTr("failed, not restarted");
        case "unattended": return qsTr("running unsupervised");
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
        return RegistryWording.label(code);
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
