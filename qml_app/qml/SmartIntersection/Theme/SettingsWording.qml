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
        case "ignore": return qsTr("Not looked at");
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

    // Why a value is refused; what is rare is told in the settings' own words.
    function refusal(found: var): string {
        const limit = found.limit === undefined || found.limit === null ? "" : Number(found.limit).toLocaleString(Qt.locale(), "g", 6);
        switch (found.kind) {
        case undefined: return "";
        case "missing": return qsTr("This is needed.");
        case "used_twice": return qsTr("There is another one of this name; give each its own.");
        case "string_pattern_mismatch": return qsTr("There is a character in it that is not allowed here.");
        case "int_parsing":
        case "int_type":
        case "int_from_float": return qsTr("A whole number is needed.");
        case "float_parsing":
        case "float_type":
        case "finite_number": return qsTr("A number is needed.");
        case "greater_than": return qsTr("It has to be more than %1.").arg(limit);
        case "greater_than_equal": return qsTr("It has to be %1 or more.").arg(limit);
        case "less_than": return qsTr("It has to be less than %1.").arg(limit);
        case "less_than_equal": return qsTr("It has to be %1 or less.").arg(limit);
        case "multiple_of": return qsTr("It has to be a multiple of %1.").arg(limit);
        default: return found.words;
        }
    }

    // A mistake with its place; empty if there is none.
    function mistake(key: string, found: var): string {
        return key === "" ? "" : qsTr("%1: %2").arg(key).arg(wording.refusal(found));
    }

    function sourceRefusal(found: var): string {
        return found.kind === "value_error" || found.kind === "too_short"
            ? qsTr("This is no source: give a file, rtsp://host/path, http://host/path, webcam:0 or simulator:crossroads.")
            : wording.refusal(found);
    }

    function threshold(rule: string, code: string): string {
        switch (rule + "." + code) {
        case "red_light.grace": return qsTr("Seconds of red that are tolerated");
        case "wrong_way.min_seconds": return qsTr("Seconds it has to last in a lane");
        case "near_miss.pet": return qsTr("Seconds between the two, at most");
        case "near_miss.min_speed_kmh": return qsTr("Speed of a vehicle, at least (km/h)");
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
