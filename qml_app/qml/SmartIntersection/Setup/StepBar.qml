pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// The steps of the wizard, and which of them is on.
RowLayout {
    id: bar

    required property string step
    readonly property var _steps: [
        { name: "profile", title: qsTr("Profile") },
        { name: "checks", title: qsTr("Checks") },
        { name: "plan", title: qsTr("Plan") },
        { name: "result", title: qsTr("Setup") }
    ]
    readonly property int _place: _steps.findIndex(one => one.name === step)

    spacing: Theme.spaceS
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Step %1 of %2: %3").arg(_place + 1).arg(_steps.length).arg(_steps[_place].title)

    Repeater {
        model: bar._steps

        RowLayout {
            id: one

            required property var modelData
            required property int index
            readonly property bool _done: index < bar._place
            readonly property bool _on: index === bar._place

            spacing: Theme.spaceS

            Rectangle {
                Layout.preferredWidth: Theme.wizard / 16
                Layout.preferredHeight: Theme.stroke
                visible: one.index > 0
                color: one._done || one._on ? Theme.color.accent : Theme.color.outline
            }

            Rectangle {
                implicitWidth: Theme.stepDot
                implicitHeight: Theme.stepDot
                radius: Theme.stepDot / 2
                color: one._on ? Theme.color.accent : one._done ? Theme.color.accentSoft : Theme.color.raised
                border.color: one._done || one._on ? Theme.color.accent : Theme.color.outline
                border.width: Theme.hairline

                Glyph {
                    anchors.centerIn: parent
                    visible: one._done
                    path: Glyphs.check
                    color: Theme.color.accent
                }

                CaptionText {
                    anchors.centerIn: parent
                    visible: !one._done
                    color: one._on ? Theme.color.surface : Theme.color.textMuted
                    font.weight: Font.DemiBold
                    text: one.index + 1
                    Accessible.ignored: true
                }
            }

            BodyText {
                color: one._on ? Theme.color.text : Theme.color.textMuted
                font.weight: one._on ? Font.DemiBold : Font.Normal
                text: one.modelData.title
                Accessible.ignored: true
            }
        }
    }
}
