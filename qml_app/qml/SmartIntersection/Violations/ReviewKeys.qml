import QtQuick

// One key for each thing to do with a violation. Who writes a note keeps the letters.
Item {
    id: keys

    signal accepted
    signal dismissed
    signal undone
    signal noted
    signal zoomed

    Shortcut {
        enabled: keys.enabled
        sequence: "A"
        onActivated: keys.accepted()
    }

    Shortcut {
        enabled: keys.enabled
        sequence: "D"
        onActivated: keys.dismissed()
    }

    Shortcut {
        enabled: keys.enabled
        sequence: "U"
        onActivated: keys.undone()
    }

    Shortcut {
        enabled: keys.enabled
        sequence: "N"
        onActivated: keys.noted()
    }

    Shortcut {
        enabled: keys.enabled
        sequence: "Z"
        onActivated: keys.zoomed()
    }
}
