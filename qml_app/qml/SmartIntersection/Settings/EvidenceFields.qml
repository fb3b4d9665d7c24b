import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Pictures and clips of violations: whether there are any, and how long they stay.
Card {
    id: card

    required property Configuration config

    title: qsTr("Evidence of violations")

    HintText {
        Layout.fillWidth: true
        text: qsTr("Evidence shows people. Observe your legal retention limits. Changes restart the engine.")
    }

    Flow {
        Layout.fillWidth: true
        spacing: Theme.spaceL

        SettingToggle {
            config: card.config
            key: "evidence.enabled"
            text: qsTr("Save images")
        }

        SettingToggle {
            id: clips

            config: card.config
            key: "evidence.clip"
            enabled: card.config.revision >= 0 && Boolean(card.config.value("evidence.enabled"))
            text: qsTr("Save clips")
        }
    }

    SettingField {
        Layout.fillWidth: true
        config: card.config
        key: "evidence.keep_days"
        numeric: true
        label: qsTr("Delete after (days)")
    }

    Item {
        Layout.fillHeight: true
    }
}
