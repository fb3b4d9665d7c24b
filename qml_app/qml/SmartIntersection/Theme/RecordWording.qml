pragma Singleton

import QtQuick

// The words for what the journal holds.
QtObject {
    // A moment, milliseconds since the epoch, in the machine's own time.
    function moment(milliseconds: real): string {
        return new Date(milliseconds).toLocaleString(Qt.locale(), "yyyy-MM-dd HH:mm:ss");
    }

    // Why a page of the journal is empty.
    function history(status: string, empty: string): string {
        switch (status) {
        case "missing": return qsTr("No engine has recorded anything here yet");
        case "broken": return qsTr("The journal cannot be read");
        case "filtered": return qsTr("Nothing matches the filter");
        default: return empty;
        }
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
        default: return name;
        }
    }
}
