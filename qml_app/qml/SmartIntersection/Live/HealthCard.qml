pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// How each part does. Where room is short, only what is not well, and of that the first few, until somebody asks for all.
Card {
    id: health

    required property Monitor monitor
    property bool brief: false
    property bool _opened: false
    readonly property var _concerns: {
        const found = [];
        for (let index = 0; index < rows.count; ++index)
            found.push((rows.itemAt(index) as ServiceRow)?.concern ?? "");
        return found;
    }
    // One reason has the room of several.
    readonly property int _lines: !brief || _opened ? 8 : _number("") === rows.count - 1 ? 5 : 3

    function _number(concern: string): int {
        return health._concerns.filter(one => one === concern).length;
    }

    // Problems come before what is only limited.
    function _rank(place: int): int {
        const trouble = health._concerns[place] === "trouble";
        const before = health._concerns.slice(0, place).filter(one => one !== "" && (one === "trouble") === trouble).length;
        return trouble ? before : health._number("trouble") + before;
    }

    title: qsTr("Health")

    Repeater {
        id: rows

        model: health.monitor.services

        ServiceRow {
            required property int index

            Layout.fillWidth: true
            most: health._lines
            visible: !health.brief || health._opened || concern !== "" && health._rank(index) < Theme.briefRows
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: health.brief && rows.count > 0

        HintText {
            Layout.fillWidth: true
            text: HealthWording.concerns(health._number("trouble"), health._number("limited"), health._number("unready"),
                health._number("unknown"))
        }

        IconButton {
            glyph: health._opened ? Glyphs.up : Glyphs.down
            text: health._opened ? qsTr("Show problems only") : qsTr("Show all components")
            onClicked: health._opened = !health._opened
        }
    }
}
