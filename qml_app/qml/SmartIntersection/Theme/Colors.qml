import QtQuick

// The names a theme gives colours to. What lies over video is the same in every theme: the video is.
QtObject {
    required property color background
    required property color surface
    required property color raised
    // What can be written into.
    required property color field
    required property color outline
    required property color text
    required property color textMuted
    required property color accent
    required property color accentSoft
    required property color onAccent
    required property color focus
    // What is chosen, and bars that stand for no class.
    required property color selected
    required property color chart
    required property color ok
    required property color busy
    required property color failed
    required property color idle

    readonly property color videoBackground: "#06080b"
    readonly property color videoScrim: "#b806080b"
    readonly property color videoPlate: "#d90b0f14"
    readonly property color videoText: "#f4f7fa"
    readonly property color videoTextMuted: "#a9b4c0"
    readonly property color boxText: "#0b0f14"
    readonly property color violation: "#ff4d5e"
    readonly property color countLine: "#ffd84d"
    readonly property color stopLine: "#ff8a5c"
    readonly property color zone: "#7fb4ff"
    readonly property color lampRed: "#ff4d5e"
    readonly property color lampAmber: "#ffb02e"
    readonly property color lampGreen: "#35d07f"
    readonly property color lampDark: "#2b333c"
    readonly property color car: "#4cc9f0"
    readonly property color truck: "#b79cff"
    readonly property color bus: "#f7a8d8"
    readonly property color motorcycle: "#ffb86b"
    readonly property color bicycle: "#9be564"
    readonly property color person: "#ffe27a"
    readonly property color object: "#c3ccd6"
}
