pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Theme

// One rule of the camera that is being edited: whether it is looked for, and its thresholds.
ColumnLayout {
    id: rule

    required property Configuration config
    // name and numbers
    required property var modelData
    readonly property string _place: config.place + ".rules." + modelData.name + "."

    spacing: Theme.spaceS

    SettingToggle {
        text: Wording.violation(rule.modelData.name)
        config: rule.config
        key: rule._place + "enabled"
    }

    GridLayout {
        Layout.bottomMargin: Theme.spaceM
        columns: rule.width >= 2 * Theme.reviewPanel ? 2 : 1
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceS
        uniformCellWidths: true

        Repeater {
            model: rule.modelData.numbers

            SettingField {
                required property string modelData

                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                config: rule.config
                key: rule._place + modelData
                label: RegistryWording.threshold(rule.modelData.name + "." + modelData)
                numeric: true
            }
        }
    }
}
