pragma Singleton

import QtQuick

// The words for what the journal holds.
QtObject {
    id: wording

    // A moment, milliseconds since the epoch, on the site's clock.
    function moment(milliseconds: real): string {
        return Formats.dayAndTime(milliseconds);
    }

    function clock(milliseconds: real): string {
        return Formats.clock(milliseconds);
    }

    // A label of a time axis: the date at midnight.
    function mark(milliseconds: real, days: bool): string {
        const clock = Formats.clock(milliseconds);
        return days || clock === "00:00" ? Formats.day(milliseconds) : clock;
    }

    // A bar in words: when, how many of what, and how much of it was watched.
    function bin(began: real, ended: real, total: int, parts: var, watched: real, complete: bool): string {
        const kinds = parts.map(part => qsTr("%1 %2").arg(Wording.kind(part.kind)).arg(Formats.number(part.count)));
        const when = Formats.period(began, ended);
        const seen = complete ? "" : watched > 0 ? qsTr("data for %1 of %2 s").arg(Formats.number(watched))
            .arg(Formats.number((ended - began) / 1000)) : total > 0 ? qsTr("partly recorded") : qsTr("no data");
        const sum = complete || watched > 0 || total > 0 ? [qsTr("%1 total").arg(Formats.number(total))] : [];
        return [when].concat(sum, kinds, seen === "" ? [] : [seen]).join(" · ");
    }

    // How much of a period was recorded, seconds; empty where that is all of it.
    function recorded(seconds: var): string {
        if (seconds.length < 2)
            return "";
        const [some, whole] = seconds;
        return whole <= 7200 ? qsTr("%1 of %2 minutes recorded").arg(Formats.number(Math.max(1, Math.round(some / 60)))).arg(Formats.number(whole / 60))
            : qsTr("%1 of %2 hours recorded").arg(wording.mean(some / 3600)).arg(Formats.decimal(whole / 3600, 1));
    }

    // A mean number of road users; few are not none.
    function mean(value: real): string {
        return value > 0 && value < 0.05 ? qsTr("< %1").arg(Formats.decimal(0.1, 1)) : Formats.decimal(value, 1);
    }

    // All lines of one kind.
    function linesOf(kind: string): string {
        switch (kind) {
        case "stop": return qsTr("Stop lines");
        case "approach": return qsTr("Approach lines");
        case "exit": return qsTr("Exit lines");
        case "screenline": return qsTr("Screenlines");
        default: return qsTr("Other lines");
        }
    }

    // What a chart or a sum is of: a line as `camera/line`, or all of a kind.
    function line(chosen: string): string {
        return chosen.startsWith("kind:") ? wording.linesOf(chosen.slice(5)) : chosen.slice(chosen.indexOf("/") + 1);
    }

    function crossings(seconds: int): string {
        switch (seconds) {
        case 60: return qsTr("Crossings per minute");
        case 3600: return qsTr("Crossings per hour");
        case 86400: return qsTr("Crossings per day");
        default: return qsTr("Crossings per %1").arg(wording.bins(seconds));
        }
    }

    function bins(seconds: int): string {
        return seconds >= 86400 ? qsTr("1 day") : seconds >= 3600 ? qsTr("1 h")
            : qsTr("%1 min").arg(Formats.number(seconds / 60));
    }

    // Why a page of what was recorded is empty; nobody knows what `damaged` events were.
    // What helps where there is nothing yet.
    function begin(): string {
        return qsTr("Start counting on the Live page.");
    }

    function history(status: string, empty: string, damaged: int): string {
        switch (status) {
        case "missing": return qsTr("Nothing recorded yet");
        case "broken": return qsTr("Cannot read the journal");
        case "away": return qsTr("Cannot read the database");
        case "filtered": return qsTr("Nothing matches the filter");
        default: return damaged > 0 ? qsTr("No readable data in this period") : empty;
        }
    }

    // Who took part: two near misses of one moment and one vehicle are told apart by the other.
    function involved(kind: string, track: int, facts: var): string {
        const first = name => facts.filter(fact => fact.name === name).map(fact => fact.value)[0];
        const one = qsTr("%1 %2").arg(Wording.kind(kind)).arg(track);
        return first("first_track") === undefined ? one
            : qsTr("%1 and %2").arg(one).arg(qsTr("%1 %2").arg(Wording.kind(first("first_class"))).arg(first("first_track")));
    }

    // A fact's value as the language writes it, in words where it is a code.
    function factValue(name: string, value: var, unit: string): string {
        switch (name) {
        case "state": return Wording.lamp(value);
        case "first_class": return Wording.kind(value);
        case "heading": return wording._arrow(value[0], value[1]);
        case "direction":
        case "allowed": return value === "forward" ? qsTr("forward") : value === "backward" ? qsTr("backward") : value;
        }
        const parts = (typeof value === "object" ? Array.from(value) : [value])
            .map(part => typeof part !== "number" || name === "first_track" ? String(part)
                : typeof value === "object" ? Formats.typed(Math.round(part * 1000) / 1000) : Formats.plain(part, 3));
        const text = parts.join(qsTr("; ", "between numbers"));
        return unit === "" ? text : unit === "°" ? text + unit : text + "\u202f" + unit;
    }

    // Which way that is in the picture, where y goes down.
    function _arrow(x: real, y: real): string {
        return "→↘↓↙←↖↑↗"[(Math.round(Math.atan2(y, x) * 4 / Math.PI) + 8) % 8];
    }

    function verdict(code: string): string {
        switch (code) {
        case "accepted": return qsTr("Accepted");
        case "dismissed": return qsTr("Dismissed");
        default: return qsTr("Not reviewed");
        }
    }

    function verdictLevel(code: string): string {
        switch (code) {
        case "accepted": return "ok";
        case "dismissed": return "failed";
        default: return "unknown";
        }
    }

    // A file of evidence that is not there: which, why, and when that was.
    function lacking(one: var): string {
        const what = one.what === "clip" ? qsTr("No clip") : qsTr("No image");
        return qsTr("%1: %2 at %3").arg(what).arg(wording._reason(one)).arg(Formats.clock(one.at));
    }

    function _reason(one: var): string {
        switch (one.code) {
        case "full": return qsTr("disk full");
        case "denied": return qsTr("folder not writable");
        case "slow": return qsTr("too many violations at once");
        case "stopped": return qsTr("engine stopped");
        default: return ReasonWording.said(one.reason);
        }
    }

    function unmonitored(): string {
        return qsTr("Not monitored: red light requires a stop line with a signal, wrong way a lane or line with a direction, near miss a calibration.");
    }

    // Why there is no picture of a violation.
    function noEvidence(code: string, problem: string): string {
        switch (code) {
        case "none": return qsTr("Not recorded. Evidence was turned off, or an older engine version was running.");
        case "pending": return qsTr("Saving …");
        case "failed": return qsTr("Cannot save the evidence: %1").arg(ReasonWording.said(problem));
        default: return qsTr("Not available. Recording was not completed, or it was deleted when the retention period or the space for evidence was used up.");
        }
    }

    // A share with what it may truly be.
    function share(value: real, least: real, most: real): string {
        return value < 0 ? qsTr("–") : qsTr("%1% (%2–%3)").arg(Wording.decimal(value * 100, 0))
            .arg(Wording.decimal(least * 100, 0)).arg(Wording.decimal(most * 100, 0));
    }
}
