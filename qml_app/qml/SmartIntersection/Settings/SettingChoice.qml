import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// One of the values that a key of the configuration may have.
ColumnLayout {
    id: field

    required property Configuration config
    required property string key
    required property string label
    required property var choices
    readonly property string _stored: config.revision >= 0 && key !== "" ? String(config.value(key) ?? "") : ""
    readonly property string _problem: config.revision >= 0 && key !== "" ? SettingsWording.refusal(config.refusal(key)) : ""

    spacing: Theme.spaceXs

    CaptionText {
        Layout.fillWidth: true
        text: field.label
        Accessible.ignored: true
    }

    Picker {
        Layout.fillWidth: true
        label: field.label
        choices: field.choices
        chosenValue: field._stored
        onChosen: value => field.config.set(field.key, value)
    }

    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        color: Theme.color.failed
        text: field._problem
        wrapMode: Text.Wrap
    }
}
