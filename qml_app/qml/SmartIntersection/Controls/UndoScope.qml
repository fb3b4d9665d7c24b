import QtQuick

// A part of the window whose changes are taken back and made again, from wherever in it the keys are pressed.
FocusScope {
    id: scope

    signal undone
    signal redone

    Shortcut {
        sequences: ["Ctrl+Z"]
        enabled: scope.visible
        onActivated: scope.undone()
    }

    Shortcut {
        sequences: ["Ctrl+Y", "Ctrl+Shift+Z"]
        enabled: scope.visible
        onActivated: scope.redone()
    }
}
