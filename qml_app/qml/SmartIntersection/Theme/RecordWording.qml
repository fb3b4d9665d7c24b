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
        const seen = complete ? "" : watched > 0 ? qsTr("watched %1 of %2 s").arg(watched.toFixed(0)).arg(minutes * 60)
            : qsTr("not watched");
        const sum = complete || watched > 0 ? [qsTr("total %1").arg(total)] : [];
        return [when].concat(sum, kinds, seen === "" ? [] : [seen]).join(" · ");
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
