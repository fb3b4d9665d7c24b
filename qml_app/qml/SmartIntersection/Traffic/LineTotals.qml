pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// Each line's crossings in the period, both ways.
Card {
    id: totals

    required property var lines
    required property bool manyCameras

    title: qsTr("By line")

    RowLayout {
        Layout.fillWidth: true
        Layout.rightMargin: area.gutter

        CaptionText {
            Layout.fillWidth: true
            text: qsTr("Line")
        }

        CaptionText {
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("forward")
        }

        CaptionText {
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("backward")
        }
    }

    ScrollArea {
        id: area

        Layout.fillWidth: true
        Layout.fillHeight: true
        label: totals.title
        contentHeight: content.implicitHeight

        ColumnLayout {
            id: content

            width: area.width - area.gutter
            spacing: Theme.spaceS

            Repeater {
                model: totals.lines

                RowLayout {
                    id: row

                    required property string camera
                    required property string line
                    required property int forward
                    required property int backward

                    Layout.fillWidth: true
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("%1: %2 forward, %3 backward").arg(line).arg(forward).arg(backward)

                    BodyText {
                        Layout.fillWidth: true
                        text: totals.manyCameras ? qsTr("%1 · %2").arg(row.camera).arg(row.line) : row.line
                        Accessible.ignored: true
                    }

                    BodyText {
                        Layout.preferredWidth: Theme.figureColumn
                        horizontalAlignment: Text.AlignRight
                        font.weight: Font.DemiBold
                        text: Wording.number(row.forward)
                        Accessible.ignored: true
                    }

                    BodyText {
                        Layout.preferredWidth: Theme.figureColumn
                        horizontalAlignment: Text.AlignRight
                        color: Theme.color.textMuted
                        text: Wording.number(row.backward)
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
