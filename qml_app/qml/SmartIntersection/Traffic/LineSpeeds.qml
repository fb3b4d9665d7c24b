pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// Each line's median and 85th percentile.
Card {
    id: list

    required property var lines
    required property bool manyCameras

    title: qsTr("By line, km/h")

    component Figure: BodyText {
        Layout.preferredWidth: Theme.speedColumn
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }

    component Head: CaptionText {
        Layout.preferredWidth: Theme.speedColumn
        horizontalAlignment: Text.AlignRight
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.rightMargin: area.gutter

        CaptionText {
            Layout.fillWidth: true
            text: qsTr("Line")
        }

        Head {
            text: qsTr("Measured")
        }

        Head {
            text: qsTr("p50")
        }

        Head {
            text: qsTr("p85")
        }
    }

    ScrollArea {
        id: area

        Layout.fillWidth: true
        Layout.fillHeight: true
        label: list.title
        contentHeight: content.implicitHeight

        ColumnLayout {
            id: content

            width: area.width - area.gutter
            spacing: Theme.spaceS

            Repeater {
                model: list.lines

                GridLayout {
                    id: row

                    required property string camera
                    required property string line
                    required property int count
                    required property real p50
                    required property real p85

                    // Its name has no room beside the figures.
                    readonly property bool above: Math.max(label.implicitWidth, place.visible ? place.implicitWidth : 0)
                        > content.width - 3 * (Theme.speedColumn + columnSpacing)

                    columns: 4
                    rowSpacing: Theme.spaceXs
                    Layout.fillWidth: true
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("%1: median %2, 85th percentile %3").arg(line)
                        .arg(Wording.speed(p50)).arg(Wording.speed(p85))

                    Column {
                        Layout.columnSpan: row.above ? 4 : 1
                        Layout.fillWidth: true

                        BodyText {
                            id: label

                            width: parent.width
                            maximumLineCount: 6
                            text: row.line
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            Accessible.ignored: true
                        }

                        HintText {
                            id: place

                            width: parent.width
                            visible: list.manyCameras
                            maximumLineCount: 6
                            text: row.camera
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            Accessible.ignored: true
                        }
                    }

                    Item {
                        Layout.fillWidth: true
                        visible: row.above
                    }

                    Figure {
                        color: Theme.color.textMuted
                        text: Wording.number(row.count)
                    }

                    Figure {
                        text: Wording.number(row.p50)
                    }

                    Figure {
                        font.weight: Font.DemiBold
                        text: Wording.number(row.p85)
                    }
                }
            }
        }
    }
}
