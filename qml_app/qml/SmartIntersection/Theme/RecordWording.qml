pragma Singleton

import QtQuick

// The words for what the journal holds.
QtObject {
    id: wording

    // A moment, milliseconds since the epoch, in the machine's own time.
    function moment(milliseconds: real): string {
        return new Date(milliseconds).toLocaleString(Qt.locale(), "yyyy-MM-dd HH:mm:ss");
    }

    function clock(milliseconds: real): string {
        return new Date(milliseconds).toLocaleString(Qt.locale(), "HH:mm");
    }

    // A bar in words: when, how many of what, and how much of it was watched.
    function bin(began: real, minutes: int, total: int, parts: var, watched: real, complete: bool): string {
        const kinds = parts.map(part => qsTr("%1 %2").arg(Wording.kind(part.kind)).arg(part.count));
        const when = qsTr("%1 to %2").arg(wording.clock(began)).arg(wording.clock(began + minutes * 60000));
        const seen = complete ? "" : watched > 0 ? qsTr("watched %1 of %2 s").arg(Wording.decimal(watched, 0)).arg(minutes * 60)
            : qsTr("not watched");
        const sum = complete || watched > 0 ? [qsTr("total %1").arg(total)] : [];
        return [when].concat(sum, kinds, seen === "" ? [] : [seen]).join(" · ");
    }

    // Why a page of what was recorded is empty.
    function history(status: string, empty: string): string {
        switch (status) {
        case "missing": return qsTr("No engine has recorded anything here yet");
        case "broken": return qsTr("The journal cannot be read");
        case "away": return qsTr("The database cannot be read");
        case "filtered": return qsTr("Nothing matches the filter");
        default: return empty;
        }
    }

    // A fact's value in words where it is a code.
    function factValue(name: string, value: string): string {
        switch (name) {
        case "state": return Wording.lamp(value);
        case "first_class": return Wording.kind(value);
        default: return value;
        }
    }

    // Whether it happens at a moment and so has no length.
    function momentary(rule: string): bool {
        return rule === "near_miss";
    }

    function verdict(code: string): string {
        switch (code) {
        case "accepted": return qsTr("Accepted");
        case "dismissed": return qsTr("Dismissed");
        default: return qsTr("Open");
        }
    }

    function verdictLevel(code: string): string {
        switch (code) {
        case "accepted": return "ok";
        case "dismissed": return "failed";
        default: return "unknown";
        }
    }

    // Why there is no picture of a violation.
    function noEvidence(code: string, problem: string): string {
        switch (code) {
        case "none": return qsTr("None was recorded: evidence was switched off, or the engine was an older one.");
        case "pending": return qsTr("It is being written.");
        case "failed": return qsTr("The engine cannot write it: %1").arg(problem);
        default: return qsTr("It is no longer there. How long evidence is kept is set by evidence.keep_days and evidence.max_bytes.");
        }
    }

    // A share with what it may truly be.
    function share(value: real, least: real, most: real): string {
        return value < 0 ? qsTr("–") : qsTr("%1 % (%2–%3)").arg(Wording.decimal(value * 100, 0))
            .arg(Wording.decimal(least * 100, 0)).arg(Wording.decimal(most * 100, 0));
    }

    function fact(name: string): string {
        switch (name) {
        case "line": return qsTr("Line");
        case "signal": return qsTr("Signal");
        case "state": return qsTr("Signal showed");
        case "seconds_into_red": return qsTr("Into red");
        case "grace": return qsTr("Tolerated");
        case "point": return qsTr("Place");
        case "speed_px_s": return qsTr("Speed");
        case "seconds_observed": return qsTr("Observed for");
        case "left_at": return qsTr("Last seen at");
        case "zone": return qsTr("Zone");
        case "heading": return qsTr("Allowed heading");
        case "seconds_against": return qsTr("Against it for");
        case "travelled_px": return qsTr("Travelled");
        case "min_seconds": return qsTr("Tolerated");
        case "direction": return qsTr("Crossed");
        case "allowed": return qsTr("Allowed");
        case "pet_seconds": return qsTr("Time between");
        case "max_pet_seconds": return qsTr("At most");
        case "speed_kmh": return qsTr("Speed");
        case "first_track": return qsTr("First was");
        case "first_class": return qsTr("First was a");
        case "first_speed_kmh": return qsTr("Speed of the first");
        case "angle_degrees": return qsTr("Angle");
        default: return name;
        }
    }
}
