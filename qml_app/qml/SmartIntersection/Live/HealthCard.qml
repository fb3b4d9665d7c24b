pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls

// How each part does. Where room is short, only what is not well, until somebody asks for all.
Card {
    id: health

    required property Monitor monitor
    property bool brief: false
    property bool _opened: false
    readonly property var _levels: {
        const found = [];
        for (let index = 0; index < rows.count; ++index)
            found.push((rows.itemAt(index) as ServiceRow)?.level ?? "");
        return found;
    }
    readonly property int _well: _levels.filter(level => level === "ok" || level === "off").length

    title: qsTr("Health")

    Repeater {
        id: rows

        model: health.monitor.services

        ServiceRow {
            Layout.fillWidth: true
            visible: !health.brief || health._opened || (level !== "ok" && level !== "off")
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: health.brief && rows.count > 0

        HintText {
            Layout.fillWidth: true
            text: health._well === rows.count ? qsTr("No problems.")
                : qsTr("%1 of %2 need attention.").arg(rows.count - health._well).arg(rows.count)
        }

        IconButton {
            glyph: health._opened ? Glyphs.up : Glyphs.down
            text: health._opened ? qsTr("Show problems only") : qsTr("Show all components")
            onClicked: health._opened = !health._opened
        }
    }
}
