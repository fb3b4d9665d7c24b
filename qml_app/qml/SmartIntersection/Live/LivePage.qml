pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Recording
import SmartIntersection.Theme

// The cameras in a grid of 1, 4 or 9, page by page, and beside it what they add up to. A camera that is alone in sight
// is drawn on; a recording is played, counted, and its result told.
FocusScope {
    id: page

    required property Monitor monitor
    required property Preferences preferences
    required property Snapshots snapshots
    required property Opening opening
    required property Player player
    required property Results results
    required property Configuration configuration
    property bool panelShown: true
    property bool panelAside: false // something else stands where the side panel would

    signal violationChosen(violation: string)
    signal setUp

    // The camera that has the grid to itself; empty for all.
    property string enlarged: ""
    property int number: 0
    // Whether the configuration is worked with here.
    readonly property bool configuring: visible && (drawing.active || _recording || steps.visible)
    readonly property var _names: monitor.cameraNames
    readonly property int _pages: Math.max(1, Math.ceil(_names.length / preferences.grid))
    readonly property int _first: Math.min(number, _pages - 1) * preferences.grid
    readonly property var _shown: enlarged !== "" ? [enlarged] : _names.slice(_first, _first + preferences.grid)
    // The one that is alone in sight; null for none.
    readonly property Camera camera: grid.subject
    readonly property bool _running: monitor.status === "running"
    readonly property bool _recording: camera !== null && camera.recorded
    readonly property bool _finished: _recording && camera.finished && !drawing.active
    // A recording that cannot be played: there is nothing to draw on, and nothing to count.
    readonly property bool _unusable: _recording && camera.status === "failed" && camera.playback.mode !== "count"

    function turn(step: int): void {
        page.enlarged = "";
        page.number = Math.max(0, Math.min(page._pages - 1, Math.min(page.number, page._pages - 1) + step));
    }

    function draw(shape: string): void {
        if (page.camera)
            drawing.begin(page.camera.name, shape);
    }

    function count(): void {
        drawing.end();
        page.player.count(page.camera.name);
    }

    Keys.onEscapePressed: event => {
        event.accepted = page.enlarged !== "" || drawing.active;
        page.enlarged = drawing.active ? page.enlarged : "";
        drawing.end();
    }
    Keys.forwardTo: [keys]
    onVisibleChanged: if (!visible) drawing.end()

    LiveKeys {
        id: keys

        playable: recordingBar.needed
        onTurned: step => page.turn(step)
        onPaused: bar.pauseToggled()
    }

    Drawing {
        id: drawing

        config: page.configuration
        subject: page.camera?.name ?? ""
    }

    UndoScope {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        visible: !page.opening.shown
        onUndone: if (drawing.active) page.configuration.undo()
        onRedone: if (drawing.active) page.configuration.redo()

        RowLayout {
            anchors.fill: parent
            spacing: Theme.spaceM

            ColumnLayout {
                spacing: Theme.spaceS

                LiveBar {
                    id: bar

                    Layout.fillWidth: true
                    visible: openable || shown || several || pages > 1
                    preferences: page.preferences
                    pages: page.enlarged === "" ? page._pages : 1
                    number: Math.min(page.number, page._pages - 1)
                    paused: page.monitor.paused
                    several: grid.count > 1 && page.enlarged === ""
                    openable: page.opening.offered && !page._finished
                    shown: grid.count > 0 && !page._finished
                    counting: page.monitor.counting
                    playable: recordingBar.needed
                    editable: page.camera !== null && !drawing.active && !page._finished && page.camera.lineCount > 0
                    onTurned: step => page.turn(step)
                    onPauseToggled: page.monitor.paused = !page.monitor.paused && !playable
                    onOpen: page.opening.shown = true
                    onEdit: page.draw("")
                }

                LiveSteps {
                    id: steps

                    Layout.fillWidth: true
                    visible: drawing.active || needed
                    camera: page._finished || !page._running || page._unusable ? null : page.camera
                    config: page.configuration
                    drawing: drawing
                    offered: page.opening.offered
                    onDraw: shape => page.draw(shape)
                    onCount: page.count()
                }

                CameraGrid {
                    id: grid

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: !page._finished
                    monitor: page.monitor
                    preferences: page.preferences
                    snapshots: page.snapshots
                    drawing: drawing
                    shown: page._shown
                    enlarged: page.enlarged
                    onEnlarge: name => page.enlarged = page.enlarged === name ? "" : name
                    onGone: name => {
                        if (page && page.enlarged === name)
                            page.enlarged = "";
                    }
                }

                Finished {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    needed: page._finished
                    camera: page.camera
                    results: page.results
                    config: page.configuration
                    onAgain: page.count()
                    onEdit: {
                        page.player.preview(page.camera.name);
                        page.draw("");
                    }
                    onAnother: page.opening.shown = true
                }

                Later {
                    id: recordingBar

                    Layout.fillWidth: true
                    file: Qt.resolvedUrl("RecordingBar.qml")
                    given: ({ page, keys })
                    needed: page._recording && !page._finished && page._running
                    visible: needed
                }
            }

            LiveSide {
                Layout.fillHeight: true
                Layout.fillWidth: false
                Layout.preferredWidth: page.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
                monitor: page.monitor
                config: page.configuration
                drawing: drawing
                manyCameras: grid.count > 1
                visible: (page.panelShown && !page.panelAside) || drawing.active
                onViolationChosen: violation => page.violationChosen(violation)
            }
        }
    }

    Later {
        anchors.fill: parent
        file: Qt.resolvedUrl("StartPage.qml")
        given: ({ page })
        needed: page.opening.shown
        kept: true
        visible: needed
        focus: needed
    }
}
