pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Theme

// A few choices side by side in one frame, one of them taken.
Rectangle {
    id: segments

    required property string label
    // value and text of each
    required property var choices
    required property string value

    signal chosen(value: string)

    implicitWidth: row.implicitWidth
    implicitHeight: Theme.control
    radius: Theme.radiusS
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline
    Accessible.role: Accessible.Grouping
    Accessible.name: label

    Row {
        id: row

        Repeater {
            model: segments.choices

            ChoiceButton {
                required property var modelData

                framed: false
                text: modelData.text
                checked: segments.value === modelData.value
                Accessible.role: Accessible.RadioButton
                onClicked: segments.chosen(modelData.value)
            }
        }
    }
}
