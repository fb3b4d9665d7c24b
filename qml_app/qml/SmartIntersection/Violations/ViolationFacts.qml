pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// What was seen that broke the rule.
Card {
    id: card

    required property ViolationRow row

    readonly property int _label: width < Theme.roomyFacts ? Theme.longFactLabel : Theme.roomyFacts / 2

    title: qsTr("Details")

    ScrollArea {
        id: area

        Layout.fillWidth: true
        Layout.fillHeight: true
        label: card.title
        contentHeight: facts.implicitHeight

        ColumnLayout {
            id: facts

            width: area.width - area.gutter
            spacing: Theme.spaceXs

            TitleText {
                Layout.fillWidth: true
                Layout.bottomMargin: Theme.spaceXs
                wrapMode: Text.Wrap
                text: card.row ? qsTr("%1 · %2 %3 · %4").arg(Wording.violation(card.row.rule))
                    .arg(Wording.kind(card.row.kind)).arg(card.row.track).arg(card.row.camera)
                    : qsTr("No violation selected")
            }

            Fact {
                Layout.fillWidth: true
                labelWidth: card._label
                label: qsTr("Start")
                value: card.row ? Formats.momentWithZone(card.row.began) : ""
            }

            Fact {
                Layout.fillWidth: true
                labelWidth: card._label
                label: qsTr("Duration")
                value: !card.row || RegistryWording.momentary(card.row.rule) ? "" : card.row.seconds < 0 ? qsTr("End not observed")
                    : qsTr("%1 s").arg(Wording.decimal(card.row.seconds, 1))
            }

            Repeater {
                model: card.row ? card.row.facts : []

                Fact {
                    required property var modelData

                    Layout.fillWidth: true
                    labelWidth: card._label
                    label: RegistryWording.fact(modelData.name)
                    value: RecordWording.factValue(modelData.name, modelData.value, modelData.unit)
                }
            }

            Fact {
                Layout.fillWidth: true
                labelWidth: card._label
                label: qsTr("Event ID")
                value: card.row ? card.row.violation : ""
            }
        }
    }
}
