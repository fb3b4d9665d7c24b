pragma Singleton

import QtQuick

// Why receivers do not take events, or take them and nobody gets them, with names and answers of servers in them.
QtObject {
    readonly property var patterns: [
        [/^the server rejects all points: (.+)$/, qsTr("The server rejects all data points: %1")],
        [/^older than the database keeps data: (.+)$/, qsTr("Older than the database keeps data: %1")],
        [/^the broker denies publishing on (.+)$/, qsTr("The broker denies publishing on %1")],
        [/^nobody is subscribed to (.+) any more; waiting for subscribers$/,
            qsTr("Nobody is subscribed to %1 any more. Waiting for subscribers")],
        [/^broker: packet too large \((.+)\)$/, qsTr("Broker: message too large (%1)")],
        [/^unknown kind of event \((\d+)\), perhaps of a newer release$/,
            qsTr("Unknown kind of event (%1), perhaps of a newer release")],
        [/^another machine logs in to (\S+) as '(\S+)', probably with a copy of this machine's disk; this one continues as '(\S+)'$/,
            qsTr("Another machine logs in to %1 as “%2”, probably with a copy of this machine's disk. This one continues as “%3”")],
        [/^grant the user '(.+)' write access$/, qsTr("grant the user “%1” write access")],
        [/^on the broker's machine, run: (.+)$/, qsTr("on the broker's machine, run: %1")],
        [/^extend the bucket's retention, then run: (.+)$/, qsTr("extend the bucket's retention, then run: %1")]
    ]
}
