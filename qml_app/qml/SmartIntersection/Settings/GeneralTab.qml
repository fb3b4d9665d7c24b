import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What the app itself looks like and speaks. It counts at once and is remembered.
Item {
    id: tab

    required property Preferences preferences

    ColumnLayout {
        width: Math.min(parent.width, Theme.settingsColumn)
        spacing: Theme.spaceM

        Card {
            Layout.fillWidth: true
            title: qsTr("Theme")

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
        }

        Card {
            Layout.fillWidth: true
            title: qsTr("When closing the window while counting")

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
        }

        Card {
            Layout.fillWidth: true
            title: qsTr("Language")

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
        }
    }
}
