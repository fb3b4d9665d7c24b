pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One line's crossings: totals each way, and under them each class.
ColumnLayout {
    id: counts

    required property string camera
    // Of its camera.
    required property bool first
    required property string name
    required property int forward
    required property int backward
    required property var kinds
    required property bool manyCameras
    readonly property string _title: manyCameras ? qsTr("%1 · %2").arg(camera).arg(name) : name

    spacing: Theme.spaceXs

    CaptionText {
        Layout.fillWidth: true
        visible: counts.manyCameras && counts.first
        text: counts.camera
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("%1: %2 forward, %3 backward").arg(counts._title).arg(counts.forward).arg(counts.backward)

        TitleText {
            Layout.fillWidth: true
            text: counts.name
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
                color: Theme.chart(row.modelData.kind)
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
