pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// All cameras in a grid of 1, 4 or 9, and beside it what they add up to.
FocusScope {
    id: page

    required property Monitor monitor
    property bool panelShown: true
    // The camera that has the grid to itself; empty for all.
    property string enlarged: ""

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

    Keys.onEscapePressed: page.enlarged = ""

    RowLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        Item {
            id: area

            Layout.fillWidth: true
            Layout.fillHeight: true

            GridLayout {
                anchors.fill: parent
                columns: page.enlarged === "" ? page.bestColumns(tiles.count, area.width, area.height) : 1
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
                        visible: page.enlarged === "" || page.enlarged === name
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
