pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where each point lies on the road, in metres, and how far the calibration misses it.
Card {
    id: card

    required property CalibrationEditor editor

    title: qsTr("Points of the road")
    aside: qsTr("metres")

    RowLayout {
        spacing: Theme.spaceS
        visible: points.count > 0

        CaptionText {
            Layout.preferredWidth: Theme.control
            text: qsTr("Point")
        }

        CaptionText {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("To the right")
        }

        CaptionText {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("Away")
        }

        CaptionText {
            Layout.preferredWidth: Theme.figureColumn
            Layout.rightMargin: area.gutter
            horizontalAlignment: Text.AlignRight
            text: qsTr("Off by")
        }
    }

    ScrollArea {
        id: area

        Layout.fillWidth: true
        Layout.fillHeight: true
        // Four points make a calibration.
        Layout.minimumHeight: Math.min(contentHeight, 4 * (Theme.control + Theme.spaceXs))
        label: qsTr("Points of the road")
        contentWidth: width
        contentHeight: rows.implicitHeight

        Column {
            id: rows

            width: area.width - area.gutter
            spacing: Theme.spaceXs

            Repeater {
                id: points

                model: card.editor.rows

                RowLayout {
                    id: row

                    required property int place
                    required property string east
                    required property string north
                    required property real off
                    required property string problem

                    width: rows.width
                    spacing: Theme.spaceS

                    TextButton {
                        Layout.preferredWidth: Theme.control
                        text: row.place + 1
                        checked: card.editor.selected === row.place
                        onClicked: card.editor.select(row.place)
                    }

                    MetresBox {
                        Layout.fillWidth: true
                        label: qsTr("Point %1, metres to the right").arg(row.place + 1)
                        value: row.east
                        problem: row.problem
                        onMeasured: text => card.editor.measure(row.place, "east", text)
                    }

                    MetresBox {
                        Layout.fillWidth: true
                        label: qsTr("Point %1, metres away").arg(row.place + 1)
                        value: row.north
                        problem: row.problem
                        onMeasured: text => card.editor.measure(row.place, "north", text)
                    }

                    BodyText {
                        Layout.preferredWidth: Theme.figureColumn
                        horizontalAlignment: Text.AlignRight
                        text: row.off < 0 ? "–" : Wording.decimal(row.off, 2)
                    }
                }
            }
        }
    }

    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        color: points.count > 0 ? Theme.color.failed : Theme.color.textMuted
        text: points.count === 0 ? qsTr("Without a calibration there are counts, but no speeds.") : card.editor.problem
        wrapMode: Text.Wrap
    }

    RowLayout {
        spacing: Theme.spaceS
        visible: points.count === 4

        HintText {
            Layout.fillWidth: true
            text: qsTr("1 to 4 are a rectangle (near left, near right, far right, far left):")
            wrapMode: Text.Wrap
        }

        MetresBox {
            id: wide

            Layout.preferredWidth: Theme.figureColumn
            label: qsTr("Width in metres")
            value: ""
            onMeasured: text => wide.value = text
        }

        MetresBox {
            id: deep

            Layout.preferredWidth: Theme.figureColumn
            label: qsTr("Length in metres")
            value: ""
            onMeasured: text => deep.value = text
        }

        TextButton {
            text: qsTr("Apply")
            enabled: wide.value !== "" && deep.value !== ""
            onClicked: card.editor.rectangle(wide.value, deep.value)
        }
    }

    RowLayout {
        visible: points.count > 0

        TextButton {
            text: qsTr("Remove point")
            enabled: card.editor.selected >= 0
            onClicked: card.editor.remove()
        }

        Item {
            Layout.fillWidth: true
        }

        TextButton {
            text: qsTr("Remove all")
            onClicked: card.editor.clear()
        }
    }
}
