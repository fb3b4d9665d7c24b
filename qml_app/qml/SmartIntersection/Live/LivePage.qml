pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The cameras in a grid of 1, 4 or 9, page by page, and beside it what they add up to.
FocusScope {
    id: page

    required property Monitor monitor
    required property Preferences preferences
    required property Snapshots snapshots
    property bool panelShown: true
    // The camera that has the grid to itself; empty for all.
    property string enlarged: ""
    property int number: 0
    readonly property var _names: monitor.cameraNames
    readonly property int _pages: Math.max(1, Math.ceil(_names.length / preferences.grid))
    readonly property int _first: Math.min(number, _pages - 1) * preferences.grid
    readonly property var _shown: enlarged !== "" ? [enlarged] : _names.slice(_first, _first + preferences.grid)

    // As many columns as give the pictures the most room.
    function bestColumns(count: int, width: real, height: real): int {
        let best = 1;
        let widest = 0;
        for (let columns = 1; columns <= count; ++columns) {
            const rows = Math.ceil(count / columns);
            const room = Math.min(width / columns, (height / rows - Theme.tileHeader) * Theme.usualAspect);
            if (room > widest) {
                widest = room;
                best = columns;
            }
        }
        return best;
    }

    function turn(step: int): void {
        page.enlarged = "";
        page.number = Math.max(0, Math.min(page._pages - 1, Math.min(page.number, page._pages - 1) + step));
    }

    function pause(): void {
        page.monitor.paused = !page.monitor.paused;
    }

    Keys.onEscapePressed: event => {
        event.accepted = page.enlarged !== "";
        page.enlarged = "";
    }
    Keys.onPressed: event => {
        const steps = { [Qt.Key_PageUp]: -1, [Qt.Key_PageDown]: 1 };
        event.accepted = true;
        if (event.key in steps)
            page.turn(steps[event.key]);
        else if (event.key === Qt.Key_P)
            page.pause();
        else
            event.accepted = false;
    }

    Binding {
        target: page.monitor
        property: "shown"
        value: page._shown
    }

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        ColumnLayout {
            spacing: Theme.spaceS

            LiveBar {
                Layout.fillWidth: true
                visible: tiles.count > 0
                preferences: page.preferences
                pages: page.enlarged === "" ? page._pages : 1
                number: Math.min(page.number, page._pages - 1)
                paused: page.monitor.paused
                several: tiles.count > 1 && page.enlarged === ""
                onTurned: step => page.turn(step)
                onPauseToggled: page.pause()
            }

            Item {
                id: area

                Layout.fillWidth: true
                Layout.fillHeight: true

                GridLayout {
                    anchors.fill: parent
                    columns: page.bestColumns(page._shown.length, area.width, area.height)
                    columnSpacing: Theme.spaceM
                    rowSpacing: Theme.spaceM
                    uniformCellHeights: true
                    uniformCellWidths: true

                    Repeater {
                        id: tiles

                        model: page.monitor.cameras

                        CameraTile {
                            required property string name

                            Layout.fillWidth: true
                            Layout.fillHeight: true
                            enlargeable: tiles.count > 1
                            enlarged: page.enlarged === name
                            hiddenLayers: page.preferences.hiddenLayers
                            snapshots: page.snapshots
                            visible: page._shown.indexOf(name) >= 0
                            onEnlarge: page.enlarged = page.enlarged === name ? "" : name
                            Component.onDestruction: if (page && page.enlarged === name) page.enlarged = ""
                        }
                    }
                }

                Placeholder {
                    anchors.centerIn: parent
                    visible: tiles.count === 0
                    glyph: Glyphs.intersection
                    title: page.monitor.status === "running" ? qsTr("The engine has no cameras")
                        : Wording.engine(page.monitor.status, page.monitor.seconds)
                    explanation: page.monitor.status === "running"
                        ? qsTr("Add a camera to the configuration and start the engine again.")
                        : qsTr("This window shows the cameras as soon as an engine runs. It may stay open meanwhile.")
                }
            }
        }

        SidePanel {
            Layout.fillHeight: true
            Layout.fillWidth: false
            Layout.preferredWidth: page.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
            monitor: page.monitor
            manyCameras: tiles.count > 1
            visible: page.panelShown
        }
    }
}
