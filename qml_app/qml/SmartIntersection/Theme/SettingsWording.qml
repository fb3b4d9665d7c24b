pragma Singleton

import QtQuick

// The words for what stands in the configuration.
QtObject {
    id: wording

    function kind(code: string): string {
        switch (code) {
        case "count": return qsTr("Counting line");
        case "stop": return qsTr("Stop line");
        case "junction": return qsTr("Junction");
        case "lane": return qsTr("Lane");
        case "crosswalk": return qsTr("Crosswalk");
        case "approach": return qsTr("Approach");
        case "exit": return qsTr("Exit");
        case "ignore": return qsTr("Ignored area");
        default: return code;
        }
    }

    // What a line is for: totals add lines of one kind.
    function lineKind(code: string): string {
        switch (code) {
        case "approach": return qsTr("Approach line");
        case "exit": return qsTr("Exit line");
        case "screenline": return qsTr("Screenline");
        default: return wording.kind(code);
        }
    }

    function lamp(code: string): string {
        switch (code) {
        case "red": return qsTr("Red lamp");
        case "amber": return qsTr("Amber lamp");
        default: return qsTr("Green lamp");
        }
    }

    function lampOf(signal: string, code: string): string {
        return qsTr("%1: %2").arg(signal).arg(wording.lamp(code));
    }

    function lampColour(code: string): color {
        return code === "red" ? Theme.color.lampRed : code === "amber" ? Theme.color.lampAmber : Theme.color.lampGreen;
    }

    // Why a value is refused; what is rare is told in the settings' own words.
    function refusal(found: var): string {
        const limit = found.limit === undefined || found.limit === null ? "" : Formats.significant(found.limit, 6);
        switch (found.kind) {
        case undefined: return "";
        case "missing": return qsTr("Required.");
        case "used_twice": return qsTr("This name is already in use.");
        case "string_pattern_mismatch": return qsTr("Contains a character that is not allowed here.");
        case "int_parsing":
        case "int_type":
        case "int_from_float": return qsTr("Enter a whole number.");
        case "float_parsing":
        case "float_type":
        case "finite_number": return qsTr("Enter a number.");
        case "greater_than": return qsTr("Must be greater than %1.").arg(limit);
        case "greater_than_equal": return qsTr("Must be at least %1.").arg(limit);
        case "less_than": return qsTr("Must be less than %1.").arg(limit);
        case "less_than_equal": return qsTr("Must be at most %1.").arg(limit);
        case "multiple_of": return qsTr("Must be a multiple of %1.").arg(limit);
        case "datetime_from_date_parsing":
        case "datetime_parsing":
        case "datetime_type": return qsTr("Enter date and time, such as 2026-05-04 07:30:00.");
        default: return found.words;
        }
    }

    // A mistake with its place; empty if there is none.
    function mistake(key: string, found: var): string {
        return key === "" ? "" : qsTr("%1: %2").arg(key).arg(wording.refusal(found));
    }

    function sourceRefusal(found: var): string {
        return found.kind === "value_error" || found.kind === "too_short"
            ? qsTr("Not a valid source. Enter a file, rtsp://host/path, http://host/path, webcam:0 or simulator:crossroads.")
            : wording.refusal(found);
    }

    function threshold(rule: string, code: string): string {
        switch (rule + "." + code) {
        case "red_light.grace": return qsTr("Grace period (s)");
        case "wrong_way.min_seconds": return qsTr("Minimum duration (s)");
        case "near_miss.pet": return qsTr("Maximum time gap (s)");
        case "near_miss.min_speed_kmh": return qsTr("Minimum vehicle speed (km/h)");
        default: return code;
        }
    }

    function videos(): list<string> {
        return [qsTr("Videos (*.mp4 *.avi *.mkv *.mov *.ts)"), qsTr("All files (*)")];
    }

    function models(): list<string> {
        return [qsTr("Models (*.pt *.onnx *.xml)"), qsTr("All files (*)")];
    }

    function kinds(line: bool): var {
        const codes = line ? ["count", "stop", "approach", "exit", "screenline"]
            : ["junction", "lane", "crosswalk", "approach", "exit", "ignore"];
        return codes.map(code => ({ value: code, text: line ? wording.lineKind(code) : wording.kind(code) }));
    }
}
