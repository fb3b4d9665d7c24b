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

    // Why a value is refused, in words that name no key of the file.
    function refusal(found: var): string {
        const limit = found.limit === undefined || found.limit === null ? "" : Formats.significant(found.limit, 6);
        switch (found.kind) {
        case undefined: return "";
        case "engine": return ReasonWording.said(found.words);
        case "missing":
        case "string_too_short": return qsTr("Required.");
        case "string_too_long": return qsTr("At most %1 characters.").arg(limit);
        case "string_type": return qsTr("Enter text.");
        case "used_twice": return qsTr("This name is already in use.");
        case "reserved": return qsTr("This name is reserved. Choose another one.");
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
        case "too_short": return qsTr("At least %1 required.").arg(limit);
        case "too_long": return qsTr("At most %1 allowed.").arg(limit);
        case "datetime_from_date_parsing":
        case "datetime_parsing":
        case "datetime_type": return qsTr("Enter date and time, such as 2026-05-04 07:30:00.");
        case "extra_forbidden": return qsTr("Unknown setting. Correct it in the file.");
        case "timezone": return qsTr("Unknown time zone. Enter a name such as Europe/Berlin.");
        case "truth_only": return qsTr("The “ground-truth” detector works with the simulated intersection only. Choose another model.");
        default: return wording._drawn(found);
        }
    }

    // What is wrong with something that is drawn.
    function _drawn(found: var): string {
        const about = found.about ?? {};
        switch (found.kind) {
        case "no_length": return qsTr("Two adjacent points are at the same place. Move or remove one.");
        case "no_direction": return qsTr("The direction of travel requires two different points.");
        case "no_area": return qsTr("The outline crosses itself or encloses no area.");
        case "outside": return qsTr("A point lies outside the image.");
        case "unknown_signal": return qsTr("There is no signal “%1”. Choose another one.").arg(about.name);
        case "points_lacking": return qsTr("At least four points are required.");
        case "image_twice": return qsTr("Points %1 and %2 are at the same place in the image.").arg(about.one).arg(about.other);
        case "ground_twice": return qsTr("Points %1 and %2 have the same coordinates.").arg(about.one).arg(about.other);
        case "image_on_line": return qsTr("The points lie on one line in the image. Choose points on both sides of the road, near and far.");
        case "ground_on_line": return qsTr("The coordinates lie on one line. Choose points on both sides of the road, near and far.");
        case "no_plane": return qsTr("The points do not define a plane. Spread them over the road.");
        case "horizon": return qsTr("Points and coordinates do not match. Check the order of the points.");
        case "contradict": return qsTr("The points contradict each other by %1 m. Check point %2, which is off by %3 m.")
            .arg(Formats.significant(about.typical, 2)).arg(about.point).arg(Formats.significant(about.away, 2));
        default: return qsTr("Not a valid value.");
        }
    }

    // A mistake with its place; empty if there is none.
    function mistake(config: var): string {
        return config.mistake === "" ? ""
            : qsTr("%1: %2").arg(wording.place(config, config.mistake)).arg(wording.refusal(config.refusal(config.mistake)));
    }

    // Where a key of the file is found in this window.
    function place(config: var, key: string): string {
        const camera = /^cameras\[\d+\]/.exec(key);
        if (!camera)
            return wording._section(key.split(/[.[]/)[0]);
        const name = qsTr("Camera “%1”").arg(config.value(camera[0] + ".id") ?? "");
        const shape = /\.scene\.(lines|zones|signals)\[\d+\]/.exec(key);
        if (shape)
            return qsTr("%1, %2 “%3”").arg(name).arg(wording._shape(shape[1])).arg(config.value(camera[0] + shape[0] + ".id") ?? "");
        if (key.includes(".calibration"))
            return qsTr("%1, calibration").arg(name);
        const rule = /\.rules\.(\w+)/.exec(key);
        return rule ? qsTr("%1, rule “%2”").arg(name).arg(Wording.violation(rule[1])) : name;
    }

    function _shape(code: string): string {
        return code === "lines" ? qsTr("line") : code === "zones" ? qsTr("zone") : qsTr("signal");
    }

    function _section(code: string): string {
        switch (code) {
        case "site": return qsTr("Site");
        case "timezone": return qsTr("Time zone");
        case "detector": return qsTr("Detection");
        case "cameras": return qsTr("Cameras");
        case "telemetry": return qsTr("Data storage");
        case "evidence": return qsTr("Evidence");
        default: return qsTr("Configuration file");
        }
    }

    function sourceRefusal(found: var): string {
        return found.kind === "value_error" || found.kind === "too_short"
            ? qsTr("Not a valid source. Enter a file, rtsp://host/path, http://host/path, webcam:0 or simulator:crossroads.")
            : wording.refusal(found);
    }

    function videos(endings: string): list<string> {
        return [qsTr("Videos (%1)").arg(endings), qsTr("All files (*)")];
    }

    function models(): list<string> {
        return [qsTr("Models (%1)").arg(RegistryWording.modelFiles), qsTr("All files (*)")];
    }

    function kinds(line: bool): var {
        const codes = line ? ["count", "stop", "approach", "exit", "screenline"]
            : ["junction", "lane", "crosswalk", "approach", "exit", "ignore"];
        return codes.map(code => ({ value: code, text: line ? wording.lineKind(code) : wording.kind(code) }));
    }
}
