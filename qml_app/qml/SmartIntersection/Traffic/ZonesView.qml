pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// How full each zone was: share of the time with somebody in it, mean number, longest queue, and its course.
Card {
    id: list

    required property Zones zones
    readonly property real _names: Math.max(Theme.momentColumn, width / 5)

    // Bins may be of many days.
    function _edge(milliseconds: real): string {
        return Formats.day(list.zones.first) === Formats.day(list.zones.last) ? Formats.clock(milliseconds)
            : Formats.dayAndClock(milliseconds);
    }

    title: qsTr("Occupancy of zones")

    component Head: CaptionText {
        Layout.preferredWidth: Theme.column
        horizontalAlignment: Text.AlignRight
    }

    component Figure: BodyText {
        Layout.preferredWidth: Theme.column
        horizontalAlignment: Text.AlignRight
        Accessible.ignored: true
    }

    RowLayout {
        Layout.fillWidth: true
        Layout.rightMargin: area.gutter
        spacing: Theme.spaceM

        CaptionText {
            Layout.preferredWidth: list._names
            text: qsTr("Zone")
        }

        Head {
            text: qsTr("Occupied")
        }

        Head {
            text: qsTr("Average count")
        }

        Head {
            text: qsTr("Longest queue")
        }

        CaptionText {
            text: list._edge(list.zones.first)
        }

        CaptionText {
            Layout.fillWidth: true
            horizontalAlignment: Text.AlignHCenter
            text: qsTr("Occupancy over time")
        }

        CaptionText {
            text: list._edge(list.zones.last)
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
            spacing: Theme.spaceM

            Repeater {
                model: list.zones.rows

                RowLayout {
                    id: row

                    required property string camera
                    required property string zone
                    required property string kind
                    required property real objects
                    required property int queue
                    required property real occupancy
                    required property var bins
                    required property var parts

                    Layout.fillWidth: true
                    spacing: Theme.spaceM
                    Accessible.role: Accessible.StaticText
                    Accessible.name: qsTr("%1: occupied %2%, longest queue %3").arg(zone)
                        .arg(Formats.number(occupancy * 100)).arg(Formats.number(queue))

                    Column {
                        Layout.preferredWidth: list._names

                        BodyText {
                            width: parent.width
                            maximumLineCount: 3
                            text: row.zone
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            Accessible.ignored: true
                        }

                        HintText {
                            width: parent.width
                            maximumLineCount: 4
                            text: qsTr("%1 · %2").arg(row.camera).arg(SettingsWording.kind(row.kind))
                            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                            Accessible.ignored: true
                        }
                    }

                    Figure {
                        font.weight: Font.DemiBold
                        text: qsTr("%1%").arg(Formats.number(row.occupancy * 100))
                    }

                    Figure {
                        text: RecordWording.mean(row.objects)
                    }

                    Figure {
                        text: Wording.number(row.queue)
                    }

                    Strip {
                        Layout.fillWidth: true
                        Layout.preferredHeight: Theme.listRow
                        values: row.bins
                        parts: row.parts
                    }
                }
            }
        }
    }

    Legend {
        Layout.fillWidth: true
        kinds: []
        strips: false
    }
}
