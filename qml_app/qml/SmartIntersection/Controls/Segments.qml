pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Theme

// A few choices side by side, one of them taken.
Row {
    id: segments

    required property string label
    // value and text of each
    required property var choices
    required property string value

    signal chosen(value: string)

    spacing: Theme.spaceXs
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Repeater {
        model: segments.choices

        TextButton {
            required property var modelData

            text: modelData.text
            checked: segments.value === modelData.value
            Accessible.role: Accessible.RadioButton
            Accessible.checked: checked
            onClicked: segments.chosen(modelData.value)
        }
    }
}
