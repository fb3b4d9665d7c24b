pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What the app itself looks like and speaks, which counts at once and is remembered; and how long evidence is kept.
ScrollArea {
    id: tab

    required property Configuration config
    required property Preferences preferences

    label: qsTr("General")
    contentWidth: width
    contentHeight: grid.implicitHeight

    component Named: CaptionText {
        Layout.fillWidth: true
    }

    GridLayout {
        id: grid

        readonly property int fitting: Math.floor((tab.width - tab.gutter) / Theme.settingsColumn)

        width: tab.width - tab.gutter
        columns: fitting >= 4 ? 4 : fitting >= 2 ? 2 : 1
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM
        uniformCellWidths: true

        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Appearance")

            Named {
                text: qsTr("Theme")
            }

            Segments {
                label: qsTr("Theme")
                choices: [
                    { value: "system", text: qsTr("System") },
                    { value: "light", text: qsTr("Light") },
                    { value: "dark", text: qsTr("Dark") }
                ]
                value: tab.preferences.theme
                onChosen: value => tab.preferences.theme = value
            }

            Named {
                Layout.topMargin: Theme.spaceXs
                text: qsTr("Language")
            }

            Segments {
                label: qsTr("Language")
                choices: [
                    { value: "system", text: qsTr("System") },
                    { value: "en", text: "English" },
                    { value: "de", text: "Deutsch" }
                ]
                value: tab.preferences.language
                onChosen: value => tab.preferences.language = value
            }

            Item {
                Layout.fillHeight: true
            }
        }

        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Notifications")

            HintText {
                Layout.fillWidth: true
                text: qsTr("Choose which notifications appear in the top bar. The list behind the bell keeps them all.")
            }

            Flow {
                Layout.fillWidth: true
                spacing: Theme.spaceL

                Repeater {
                    model: LiveWording.notificationKinds()

                    Toggle {
                        required property var modelData

                        text: modelData.text
                        on: !tab.preferences.mutedKinds.includes(modelData.kind)
                        onSwitched: on => tab.preferences.mute(modelData.kind, !on)
                    }
                }
            }

            Item {
                Layout.fillHeight: true
            }
        }

        Card {
            Layout.fillWidth: true
            Layout.fillHeight: true
            title: qsTr("Closing the window")

            HintText {
                Layout.fillWidth: true
                text: qsTr("Choose whether counting continues in the background when you close the window.")
            }

            Segments {
                label: qsTr("When closing the window")
                choices: [
                    { value: "ask", text: qsTr("Ask") },
                    { value: "keep", text: qsTr("Keep counting") },
                    { value: "stop", text: qsTr("Stop counting") }
                ]
                value: tab.preferences.closing
                onChosen: value => tab.preferences.closing = value
            }

            Item {
                Layout.fillHeight: true
            }
        }

        EvidenceFields {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: tab.config.status === "ready"
            config: tab.config
        }
    }
}
