pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One line's crossings: totals each way, and under them each class.
ColumnLayout {
    id: counts

    required property string camera
    required property string name
    required property int forward
    required property int backward
    required property var kinds
    required property bool manyCameras

    spacing: Theme.spaceXs

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1: %2 forward, %3 backward").arg(counts.name).arg(counts.forward).arg(counts.backward)

        TitleText {
            Layout.fillWidth: true
            text: counts.manyCameras ? qsTr("%1 · %2").arg(counts.camera).arg(counts.name) : counts.name
            Accessible.ignored: true
        }

        FigureText {
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: Wording.number(counts.forward)
        }

        FigureText {
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: Wording.number(counts.backward)
        }
    }

    Repeater {
        model: counts.kinds

        RowLayout {
            id: row

            required property var modelData

            Layout.fillWidth: true
            spacing: Theme.spaceS

            Rectangle {
                implicitWidth: Theme.dot
                implicitHeight: Theme.dot
                radius: Theme.hairline * 2
                color: Theme.kind(row.modelData.kind)
            }

            BodyText {
                Layout.fillWidth: true
                color: Theme.color.textMuted
                text: Wording.kind(row.modelData.kind)
            }

            BodyText {
                Layout.preferredWidth: Theme.figureColumn
                horizontalAlignment: Text.AlignRight
                text: Wording.number(row.modelData.forward)
            }

            BodyText {
                Layout.preferredWidth: Theme.figureColumn
                horizontalAlignment: Text.AlignRight
                text: Wording.number(row.modelData.backward)
            }
        }
    }
}
