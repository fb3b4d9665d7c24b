pragma Singleton

import QtQuick

// Every colour and size of the app. Spacing stands on a grid of 4 px; sizes are device-independent.
QtObject {
    id: theme

    // dark, light or system
    property string name: "dark"
    readonly property bool dark: theme.name === "system"
        ? Application.styleHints.colorScheme !== Qt.ColorScheme.Light
        : theme.name !== "light"
    readonly property Colors color: theme.dark ? theme._darkColors : theme._lightColors

    readonly property int spaceXs: 4
    readonly property int spaceS: 8
    readonly property int spaceM: 12
    readonly property int spaceL: 16
    readonly property int spaceXl: 24

    readonly property int textCaption: 12
    readonly property int textBody: 13
    readonly property int textSection: 14
    readonly property int textStrong: 15
    readonly property int textTitle: 18
    readonly property int textHeading: 24
    readonly property int textFigure: 18
    readonly property string monospace: "monospace"

    readonly property int radiusS: 4
    readonly property int radiusM: 8
    readonly property int hairline: 1
    readonly property int stroke: 2
    readonly property int strokeStrong: 3
    readonly property int focusRing: 2

    readonly property int dot: 8
    readonly property int glyph: 16
    readonly property int glyphGrid: 16
    readonly property real glyphStroke: 1.4
    readonly property int glyphLarge: 40
    readonly property int control: 32
    readonly property int topBar: 56
    readonly property int rail: 104
    readonly property int glyphRail: 20
    readonly property int cardWidth: 260
    readonly property int cardHeight: 232
    readonly property int checksHeight: 176
    readonly property real checksShare: 0.28
    readonly property int factLabel: 84
    readonly property int factLabelMost: 128
    readonly property int longFactLabel: 112
    readonly property int roomyFacts: 400
    readonly property int picker: 152
    readonly property int pickerLeast: 112
    readonly property int pickerMost: 280
    readonly property int countsLeast: 140
    readonly property int listWindow: 320
    readonly property int manyRows: 100000
    readonly property int listRow: 40
    readonly property int tallRow: 56
    readonly property int listLeast: 344
    readonly property int violationLeast: 392
    readonly property real listShare: 0.34
    readonly property int belowMost: 320
    readonly property real belowShare: 0.42
    readonly property int reviewPanel: 296
    readonly property int reviewPanelNarrow: 252
    readonly property int thumbnail: 72
    readonly property int closeUp: 4
    readonly property int closest: 12
    readonly property real zoomStep: 1.25
    readonly property int gaugeHeight: 4
    readonly property int axis: 32
    readonly property int column: 96
    readonly property int momentColumn: 148
    readonly property int tileHeader: 44
    readonly property int sidePanel: 336
    readonly property int sidePanelNarrow: 288
    readonly property int windowWidth: 1280
    readonly property int windowHeight: 800
    readonly property int windowLeastWidth: 1024
    readonly property int windowLeastHeight: 640
    readonly property int wide: 1280
    readonly property int roomyWindow: 1600
    readonly property int messageWidth: 420
    readonly property int titleMost: 640
    readonly property int toastLeast: 300
    readonly property int siteLeast: 176
    readonly property int siteMost: 240
    readonly property real siteShare: 0.2
    readonly property int stateLeast: 264
    readonly property int stateMost: 320
    readonly property int wizard: 960
    readonly property int stepDot: 24
    readonly property int gauge: 6
    readonly property int taskTitle: 280
    readonly property int diffLines: 200

    // The parts of a picture that labels of road users, those of lines and names of zones may cover; names that would
    // cover more are shown where the pointer is. How many steps from what it belongs to a label may stand, and how
    // many with names.
    readonly property real labelShare: 0.06
    readonly property real lineShare: 0.12
    readonly property real zoneShare: 0.006
    readonly property int labelRings: 5
    readonly property int nearRings: 1
    readonly property int labelledTile: 420
    readonly property int smallTile: 300
    readonly property int lampSize: 12
    readonly property int roomyHeader: 640
    // A side panel lower than this shows less of each part.
    readonly property int roomyPanel: 700
    // And one lower than this only what is not well, where there are many cameras.
    readonly property int crowdedPanel: 900
    readonly property int flowsLeast: 280
    readonly property int flowsMost: 720
    readonly property int figureColumn: 68
    readonly property int countColumn: 64
    readonly property int speedColumn: 44
    readonly property int countRow: 22
    readonly property real twoLines: 1.7 // as words are not broken
    readonly property int classRow: 20
    readonly property real usualAspect: 16 / 9
    readonly property int recentRows: 4
    readonly property int briefRows: 2
    readonly property list<real> dashes: [4, 4]
    readonly property real trail: 0.7
    readonly property int arrowLength: 26
    readonly property int arrowHead: 7
    readonly property int handle: 9
    readonly property int handleChosen: 15
    readonly property int reach: 11
    readonly property int switchWidth: 36
    readonly property int switchHeight: 20
    readonly property int settingsColumn: 420

    readonly property real chartDarker: 1.7
    readonly property real faint: 0.14
    readonly property real hovered: 0.07
    readonly property real pressed: 0.16
    readonly property real half: 0.5
    readonly property real dimmed: 0.35
    readonly property int quick: 120
    readonly property int slow: 900
    readonly property int reading: 8000

    readonly property Colors _darkColors: DarkColors {}
    readonly property Colors _lightColors: LightColors {}

    function level(code: string): color {
        switch (code) {
        case "ok": return theme.color.ok;
        case "busy": return theme.color.busy;
        case "failed": return theme.color.failed;
        default: return theme.color.idle;
        }
    }

    // The same for words, which have to be read.
    function levelText(code: string): color {
        return ["ok", "busy", "failed"].includes(code) ? theme.level(code) : theme.color.textMuted;
    }

    function kind(code: string): color {
        switch (code) {
        case "car": return theme.color.car;
        case "truck": return theme.color.truck;
        case "bus": return theme.color.bus;
        case "motorcycle": return theme.color.motorcycle;
        case "bicycle": return theme.color.bicycle;
        case "person": return theme.color.person;
        default: return theme.color.object;
        }
    }

    // Classes on the page's own ground instead of over video.
    function chart(code: string): color {
        return theme.dark ? theme.kind(code) : Qt.darker(theme.kind(code), theme.chartDarker);
    }

    function lamp(code: string): color {
        switch (code) {
        case "red": return theme.color.lampRed;
        case "amber": return theme.color.lampAmber;
        case "green": return theme.color.lampGreen;
        default: return theme.color.lampDark;
        }
    }

    // Of facts in a card of this width: where there is room for it, no name needs a second line.
    function factLabelIn(card: real): int {
        return Math.min(Math.max(theme.factLabel, (card - 2 * theme.spaceL) / 3), theme.factLabelMost);
    }
}
