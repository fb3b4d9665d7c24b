pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where each reference point lies on the road, in metres, and how far the calibration misses it.
Card {
    id: card

    required property CalibrationEditor editor
    // The name of an aerial image that could not be read.
    property string unreadable: ""

    // What to do next, or what is wrong.
    readonly property string _told: {
        if (card.unreadable !== "")
            return qsTr("%1 cannot be read as an image.").arg(card.unreadable);
        if (points.count === 0)
            return qsTr("Without calibration, road users are counted but no speeds are measured. Click the corners of a rectangle of known size on the road, such as a stretch of lane.");
        if (card.editor.lacking > 0)
            return card.editor.lacking === 1 ? qsTr("Click 1 more point.") : qsTr("Click %1 more points.").arg(card.editor.lacking);
        if (card._wrong !== "")
            return card._wrong;
        if (card.editor.open)
            return card.editor.ready ? qsTr("Points without coordinates are not used.")
                : qsTr("Enter width and length, or the coordinates of each point.");
        return !card.editor.ready ? "" : card.editor.error < 0 ? qsTr("Add a fifth point to estimate the error.")
            : card.editor.error < 0.005 ? qsTr("Calibration error < %1 m").arg(Wording.decimal(0.01, 2))
            : qsTr("Calibration error ± %1 m").arg(Wording.decimal(card.editor.error, 2));
    }
    readonly property string _wrong: SettingsWording.refusal(editor.refusal)

    signal aerialWanted

    title: qsTr("Reference points")

    RectangleFields {
        Layout.fillWidth: true
        editor: card.editor
    }

    RowLayout {
        spacing: Theme.spaceS
        visible: points.count > 0

        CaptionText {
            Layout.preferredWidth: Theme.control
            text: qsTr("No.")
        }

        CaptionText {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("X (m)")
        }

        CaptionText {
            Layout.fillWidth: true
            Layout.preferredWidth: Theme.figureColumn
            horizontalAlignment: Text.AlignRight
            text: qsTr("Y (m)")
        }

        CaptionText {
            Layout.preferredWidth: Theme.figureColumn
            Layout.rightMargin: area.gutter
            horizontalAlignment: Text.AlignRight
            text: qsTr("Error (m)")
        }
    }

    ScrollArea {
        id: area

        Layout.fillWidth: true
        Layout.fillHeight: true
        // Four points make a calibration.
        Layout.minimumHeight: Math.min(contentHeight, 4 * (Theme.control + Theme.spaceXs))
        label: qsTr("Reference points")
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
                        label: qsTr("Point %1, X in metres").arg(row.place + 1)
                        value: row.east
                        problem: row.problem
                        onMeasured: text => card.editor.measure(row.place, "east", text)
                    }

                    MetresBox {
                        Layout.fillWidth: true
                        label: qsTr("Point %1, Y in metres").arg(row.place + 1)
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
        color: card._wrong !== "" || card.unreadable !== "" ? Theme.color.failed : Theme.color.textMuted
        text: card._told
        wrapMode: Text.Wrap
    }

    RowLayout {
        spacing: Theme.spaceS

        TextButton {
            text: qsTr("Aerial image …")
            Accessible.description: qsTr("Match the points on an aerial image")
            onClicked: card.aerialWanted()
        }

        Item {
            Layout.fillWidth: true
        }

        TextButton {
            visible: points.count > 0
            text: qsTr("Remove all")
            onClicked: card.editor.clear()
        }

        IconButton {
            visible: points.count > 0
            glyph: Glyphs.trash
            text: qsTr("Remove point")
            enabled: card.editor.selected >= 0
            onClicked: card.editor.remove()
        }
    }
}
