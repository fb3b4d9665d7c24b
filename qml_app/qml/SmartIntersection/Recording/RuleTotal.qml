import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// How often a rule was broken in a recording.
RowLayout {
    id: total

    required property var modelData

    BodyText {
        Layout.fillWidth: true
        text: Wording.violation(total.modelData.rule)
    }

    BodyText {
        font.weight: Font.DemiBold
        text: Wording.number(total.modelData.count)
    }
}
