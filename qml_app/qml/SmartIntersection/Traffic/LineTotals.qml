pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// Each line's crossings in the period, both ways; sums of lines of one kind stand above these lines.
Card {
    id: totals

    required property var lines
    required property bool manyCameras

    title: qsTr("Crossings by line")

    RowLayout {
        Layout.fillWidth: true
        Layout.rightMargin: area.gutter
        spacing: Theme.spaceS

        CaptionText {
            Layout.fillWidth: true
            text: qsTr("Line")
        }

        CaptionText {
            Layout.preferredWidth: Theme.countColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("Forward")
        }

        CaptionText {
            Layout.preferredWidth: Theme.countColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("Backward")
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

                GridLayout {
                    id: row

                    required property string camera
                    required property string line
                    required property string kind
                    required property int forward
                    required property int backward
                    readonly property bool sum: line === ""
                    // Its name has no room beside the figures.
                    readonly property real indent: sum || kind === "" ? 0 : Theme.spaceM
                    readonly property bool above: Math.max(label.implicitWidth, place.visible ? place.implicitWidth : 0)
                        > content.width - 2 * (Theme.countColumn + columnSpacing) - indent
                    readonly property string name: sum ? RecordWording.linesOf(kind) : line

                    columns: 3
                    columnSpacing: Theme.spaceS
                    rowSpacing: Theme.spaceXs
                    Layout.fillWidth: true
                    Layout.topMargin: sum && y > 0 ? Theme.spaceS : 0
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("%1: %2 forward, %3 backward").arg(name).arg(Formats.number(forward))
                        .arg(Formats.number(backward))

                    Column {
                        Layout.columnSpan: row.above ? 3 : 1
                        Layout.fillWidth: true
                        Layout.leftMargin: row.indent

                        BodyText {
                            id: label

                            width: parent.width
                            font.weight: row.sum ? Font.DemiBold : Font.Normal
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            maximumLineCount: 6
                            text: row.name
                            Accessible.ignored: true
                        }

                        HintText {
                            id: place

                            width: parent.width
                            visible: totals.manyCameras && !row.sum
                            maximumLineCount: 6
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            text: row.camera
                            Accessible.ignored: true
                        }
                    }

                    Item {
                        Layout.fillWidth: true
                        visible: row.above
                    }

                    BodyText {
                        Layout.preferredWidth: Theme.countColumn
                        horizontalAlignment: Text.AlignRight
                        font.weight: Font.DemiBold
                        text: Formats.number(row.forward)
                        Accessible.ignored: true
                    }

                    BodyText {
                        Layout.preferredWidth: Theme.countColumn
                        horizontalAlignment: Text.AlignRight
                        color: Theme.color.textMuted
                        text: Formats.number(row.backward)
                        Accessible.ignored: true
                    }
                }
            }
        }
    }
}
