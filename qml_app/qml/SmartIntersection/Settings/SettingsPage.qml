pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The configuration file as a form: cameras, what is drawn on their pictures, what is looked for, and the app itself.
UndoScope {
    id: page

    required property Configuration config
    required property Preferences preferences
    // cameras, scene, calibration, detection, general
    property string tab: "cameras"
    readonly property bool _ready: config.status === "ready"
    readonly property var _window: page.Window.window
    property bool _leaving: false
    // Whether the window stays open over changes that are not saved.
    readonly property bool holds: config.dirty && !_leaving

    // What is still being typed belongs to it.
    function save(): void {
        const typing = page.Window.activeFocusItem;
        state.forceActiveFocus();
        page.config.save();
        if (typing)
            typing.forceActiveFocus();
    }

    onUndone: page.config.undo()
    onRedone: page.config.redo()

    Shortcut {
        sequences: ["Ctrl+S"]
        enabled: page.visible
        onActivated: page.save()
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            Tabs {
                label: qsTr("Settings")
                choices: [
                    { value: "cameras", text: qsTr("Cameras") },
                    { value: "scene", text: qsTr("Lines and zones") },
                    { value: "calibration", text: qsTr("Calibration") },
                    { value: "detection", text: qsTr("Detection and rules") },
                    { value: "general", text: qsTr("General") }
                ]
                value: page.tab
                onChosen: value => page.tab = value
            }

            Item {
                Layout.fillWidth: true
            }

            FileActions {
                config: page.config
            }
        }

        FileState {
            id: state

            Layout.fillWidth: true
            config: page.config
            onSaveAs: saving.open()
        }

        Loader {
            id: body

            Layout.fillWidth: true
            Layout.fillHeight: true
            focus: true
            sourceComponent: page.tab === "general" ? general : !page._ready ? unready
                : page.tab === "scene" ? scene : page.tab === "calibration" ? calibration
                : page.tab === "detection" ? detection : cameras
        }
    }

    Component {
        id: cameras

        CamerasTab {
            config: page.config
            onDraw: page.tab = "scene"
        }
    }

    Component {
        id: scene

        SceneTab {
            config: page.config
        }
    }

    Component {
        id: calibration

        CalibrationTab {
            config: page.config
        }
    }

    Component {
        id: detection

        DetectionTab {
            config: page.config
        }
    }

    Component {
        id: general

        GeneralTab {
            config: page.config
            preferences: page.preferences
        }
    }

    Component {
        id: unready

        Item {
            Placeholder {
                anchors.centerIn: parent
                visible: page.config.status === "broken"
                glyph: Glyphs.warning
                title: qsTr("Cannot read the configuration file")
                explanation: ReasonWording.said(page.config.fileProblem)
            }
        }
    }

    SaveAs {
        id: saving

        config: page.config
        onClosed: unsaved.stay()
    }

    Connections {
        target: page.config

        function onFileNeeded(): void {
            saving.open();
        }
    }

    UnsavedChanges {
        id: unsaved

        config: page.config
        onLeave: {
            page._leaving = true;
            page._window.close();
        }
    }

    Connections {
        target: page.Window.window

        function onClosing(close: var): void {
            if (page.holds) {
                close.accepted = false;
                unsaved.open();
            }
        }
    }

    Binding {
        target: page.config.view
        property: "wanted"
        value: page.visible && (page.tab === "scene" || page.tab === "calibration")
    }

    Binding {
        target: page.config.cameras
        property: "wanted"
        value: page.visible && page.tab === "cameras"
    }
}
