pragma Singleton

import QtQuick
import SmartIntersection.Theme

// The words for recordings: how they are played, when they were made, and how far counting them has come.
QtObject {
    id: wording

    readonly property list<real> speeds: [0.25, 0.5, 1, 2, 4, 8, 16, 0]

    // Minutes and seconds, and hours where there are any.
    function span(seconds: real): string {
        const whole = Math.max(0, Math.floor(seconds));
        const two = value => String(value).padStart(2, "0");
        const hours = Math.floor(whole / 3600);
        const rest = `${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
        return hours > 0 ? `${hours}:${rest}` : rest;
    }

    function left(seconds: real): string {
        return seconds < 90 ? qsTr("%1 s left").arg(Wording.number(Math.max(1, Math.ceil(seconds))))
            : seconds < 5400 ? qsTr("%1 min left").arg(Wording.number(Math.ceil(seconds / 60)))
            : qsTr("%1 h left").arg(Wording.decimal(seconds / 3600, 1));
    }

    // What is being done with the recording, in a few words.
    function state(playback: var): string {
        if (playback.mode !== "count")
            return qsTr("Preview – no counts saved");
        const known = playback.left_s !== undefined && playback.left_s !== null;
        return known ? qsTr("Counting – %1").arg(wording.left(playback.left_s)) : qsTr("Counting");
    }

    function speed(factor: real): string {
        return factor === 0 ? qsTr("Max.") : qsTr("%1×").arg(Wording.decimal(factor, factor < 1 ? (factor < 0.5 ? 2 : 1) : 0));
    }

    // A moment in words, milliseconds since the epoch, as the window's language writes it.
    function moment(milliseconds: real): string {
        return Formats.dayAndTime(milliseconds);
    }

    function clock(milliseconds: real): string {
        return Formats.clockWithSeconds(milliseconds);
    }

    // What is between two recordings, or why one is missing.
    function gap(one: var): string {
        if (one.reason !== "" && one.played)
            return qsTr("%1: %2").arg(one.file).arg(ReasonWording.said(one.reason));
        if (one.reason !== "")
            return qsTr("%1 was not counted: %2").arg(one.file).arg(ReasonWording.said(one.reason));
        if (one.end < one.begin)
            return qsTr("%1 starts before the previous file ends. The overlap was counted once.").arg(one.file);
        return qsTr("No recording from %1 to %2").arg(wording.moment(one.begin)).arg(wording.moment(one.end));
    }

    function origin(code: string): string {
        switch (code) {
        case "file name": return qsTr("from the file name");
        case "typed": return qsTr("entered by you");
        case "sidecar file": return qsTr("from a file beside it");
        case "earlier count": return qsTr("from an earlier count of this recording");
        case "change time": return qsTr("from the file’s modification time");
        case "creation time": return qsTr("from the video file itself");
        case "start time": return qsTr("time processing started");
        default: return code;
        }
    }

    function direction(code: string): string {
        return code === "forward" ? qsTr("Forward") : qsTr("Backward");
    }
}
