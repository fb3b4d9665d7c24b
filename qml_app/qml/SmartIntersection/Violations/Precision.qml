pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// How right the rules were: accepted among reviewed, with what that may truly be.
Card {
    id: card

    required property var model

    title: qsTr("Precision")
    aside: width >= Theme.settingsColumn ? qsTr("Accepted share, 95% confidence interval") : qsTr("Accepted share, 95% CI")

    Repeater {
        model: card.model

        RowLayout {
            id: line

            required property string rule
            required property int reviewed
            required property int total
            required property real share
            required property real least
            required property real most
            readonly property string name: rule === "" ? qsTr("All rules") : Wording.violation(rule)

            Layout.fillWidth: true
            spacing: Theme.spaceS
            Accessible.role: Accessible.StaticText
            Accessible.name: qsTr("%1: %2, %3").arg(name).arg(percent.text).arg(numbers.text)

            BodyText {
                Layout.preferredWidth: Theme.column
                font.weight: line.rule === "" ? Font.DemiBold : Font.Normal
                text: line.name
                Accessible.ignored: true
            }

            BodyText {
                id: percent

                Layout.fillWidth: true
                Layout.minimumWidth: Math.ceil(implicitWidth) // it is what one looks for
                font.weight: line.rule === "" ? Font.DemiBold : Font.Normal
                text: RecordWording.share(line.share, line.least, line.most)
                Accessible.ignored: true
            }

            CaptionText {
                id: numbers

                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                text: qsTr("%1 of %2 reviewed").arg(Wording.number(line.reviewed)).arg(Wording.number(line.total))
                Accessible.ignored: true
            }
        }
    }
}
