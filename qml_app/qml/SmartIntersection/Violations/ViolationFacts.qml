pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// What was seen that broke the rule.
Card {
    id: card

    required property ViolationRow row

    title: qsTr("What fired the rule")

    TitleText {
        Layout.fillWidth: true
        font.pixelSize: Theme.textTitle
        text: card.row ? Wording.violation(card.row.rule) : qsTr("No violation chosen")
    }

    CaptionText {
        Layout.fillWidth: true
        Layout.bottomMargin: Theme.spaceS
        text: card.row ? qsTr("%1 %2 · %3").arg(Wording.kind(card.row.kind)).arg(card.row.track).arg(card.row.camera)
            : qsTr("Choose one from the list.")
    }

    Fact {
        Layout.fillWidth: true
        labelWidth: Theme.longFactLabel
        label: qsTr("Began")
        value: card.row ? RecordWording.moment(card.row.began) : ""
    }

    Repeater {
        model: card.row ? card.row.facts : []

        Fact {
            required property var modelData

            Layout.fillWidth: true
            labelWidth: Theme.longFactLabel
            label: RecordWording.fact(modelData.name)
            value: modelData.name === "state" ? Wording.lamp(modelData.value) : modelData.value
        }
    }

    Fact {
        Layout.fillWidth: true
        labelWidth: Theme.longFactLabel
        label: qsTr("Event id")
        value: card.row ? card.row.violation : ""
    }

    Item {
        Layout.fillHeight: true
    }
}
