pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// How many of each class, a row for each line and direction or for each movement.
Card {
    id: table

    required property string first
    required property string second
    // first, second, kinds and total of each
    required property var rows
    required property var kinds
    readonly property int _columns: kinds.length + 3

    function _cells(): var {
        let found = [];
        for (const row of table.rows)
            found = found.concat([row.first, row.second], table.kinds.map(kind => row.kinds[kind] ?? 0), [row.total]);
        return found;
    }

    GridLayout {
        Layout.fillWidth: true
        columns: table._columns
        columnSpacing: Theme.spaceL
        rowSpacing: Theme.spaceS

        Repeater {
            model: [table.first, table.second].concat(table.kinds.map(kind => Wording.kind(kind)), [qsTr("Total")])

            BodyText {
                required property string modelData
                required property int index

                Layout.fillWidth: index < 2
                color: Theme.color.textMuted
                horizontalAlignment: index < 2 ? Text.AlignLeft : Text.AlignRight
                Layout.alignment: index < 2 ? Qt.AlignLeft : Qt.AlignRight
                text: modelData
            }
        }

        Repeater {
            model: table._cells()

            BodyText {
                required property var modelData
                required property int index
                readonly property int _column: index % table._columns

                Layout.fillWidth: _column < 2
                Layout.alignment: _column < 2 ? Qt.AlignLeft : Qt.AlignRight
                horizontalAlignment: _column < 2 ? Text.AlignLeft : Text.AlignRight
                font.weight: _column === table._columns - 1 ? Font.DemiBold : Font.Normal
                text: _column < 2 ? String(modelData) : Wording.number(Number(modelData))
            }
        }
    }
}
