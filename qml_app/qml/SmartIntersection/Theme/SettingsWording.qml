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

    function kinds(line: bool): var {
        const codes = line ? ["count", "stop"] : ["junction", "lane", "crosswalk", "approach", "exit", "ignore"];
        return codes.map(code => ({ value: code, text: wording.kind(code) }));
    }
}
