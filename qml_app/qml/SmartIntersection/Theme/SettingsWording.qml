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
        const codes = line ? ["count", "stop"] : ["junction", "lane", "crosswalk", "approach", "exit", "ignore"];
        return codes.map(code => ({ value: code, text: wording.kind(code) }));
    }
}
