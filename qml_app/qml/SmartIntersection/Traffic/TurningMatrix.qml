pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The origin-destination matrix: a row for each approach, a column for each exit, darker where more went.
Card {
    id: matrix

    required property Turning turning
    // A column for each exit and one for totals, as wide as there is room.
    readonly property real _column: Math.max(Theme.column, Math.min(2 * Theme.column,
        (area.width - area.gutter - Theme.momentColumn) / (turning.exits.length + 1) - Theme.spaceXs))

    // Height that it may have; 0 where that is no matter.
    property real room: 0
    // As high as there is room beside title, heads and totals.
    readonly property real _row: Math.max(Theme.tallRow, Math.min(3 * Theme.tallRow, (room - (turning.recorded.length > 0 ? 5 : 4) * Theme.control) / Math.max(1, rows.count) - Theme.spaceXs))

    // What it needs with its narrowest columns.
    readonly property real least: Theme.momentColumn + (turning.exits.length + 1) * (Theme.column + Theme.spaceXs) + 2 * Theme.spaceL

    title: qsTr("Turning movements")
    aside: Wording.several(turning.total, qsTr("1 movement"), qsTr("%1 movements"))

    component Head: CaptionText {
        Layout.preferredWidth: matrix._column
        horizontalAlignment: Text.AlignHCenter
        elide: Text.ElideRight
    }

    component Sum: BodyText {
        Layout.preferredWidth: matrix._column
        horizontalAlignment: Text.AlignHCenter
        font.weight: Font.DemiBold
    }

    BodyText {
        Layout.fillWidth: true
        visible: text !== ""
        color: Theme.color.textMuted
        text: RecordWording.recorded(matrix.turning.recorded)
    }

    ScrollArea {
        id: area

        Layout.fillWidth: true
        Layout.fillHeight: true
        implicitHeight: content.implicitHeight
        label: matrix.title
        contentHeight: content.implicitHeight
        contentWidth: Math.max(width, content.implicitWidth)

        ColumnLayout {
            id: content

            spacing: Theme.spaceXs

            RowLayout {
                spacing: Theme.spaceXs

                Head {
                    Layout.preferredWidth: Theme.momentColumn
                    horizontalAlignment: Text.AlignLeft
                    text: qsTr("From / to")
                }

                Repeater {
                    model: matrix.turning.exits

                    Head {
                        required property string modelData

                        text: modelData
                    }
                }

                Head {
                    text: qsTr("Total")
                }
            }

            Repeater {
                id: rows

                model: matrix.turning.origins

                RowLayout {
                    id: row

                    required property string origin
                    required property var cells
                    required property int total

                    spacing: Theme.spaceXs

                    BodyText {
                        Layout.preferredWidth: Theme.momentColumn
                        text: row.origin
                    }

                    Repeater {
                        model: row.cells

                        TurningCell {
                            required property var modelData
                            required property int index

                            Layout.preferredWidth: matrix._column
                            Layout.preferredHeight: matrix._row
                            origin: row.origin
                            destination: matrix.turning.exits[index] ?? ""
                            count: modelData.count
                            share: modelData.share
                        }
                    }

                    Sum {
                        text: Wording.number(row.total)
                    }
                }
            }

            RowLayout {
                spacing: Theme.spaceXs

                BodyText {
                    Layout.preferredWidth: Theme.momentColumn
                    font.weight: Font.DemiBold
                    text: qsTr("Total")
                }

                Repeater {
                    model: matrix.turning.sums

                    Sum {
                        required property int modelData

                        text: Wording.number(modelData)
                    }
                }

                Sum {
                    text: Wording.number(matrix.turning.total)
                }
            }
        }
    }
}
