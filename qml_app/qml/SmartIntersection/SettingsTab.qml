import QtQuick
import SmartIntersection.Settings

SettingsPage {
    id: tab

    required property Pages stack

    focus: true
    config: stack.configuration
    preferences: stack.preferences

    Binding {
        target: tab.stack
        property: "holds"
        value: tab.holds
    }
}
