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
    readonly property var _levels: {
        const found = [];
        for (let index = 0; index < rows.count; ++index)
            found.push((rows.itemAt(index) as ServiceRow)?.level ?? "");
        return found;
    }
    readonly property int _well: _levels.filter(level => !health._ails(level)).length

    // While one part is known not to be well, those that nobody can know of because of it need no attention.
    readonly property bool _sick: _levels.some(level => level === "busy" || level === "failed")

    function _ails(level: string): bool {
        return level === "busy" || level === "failed" || level === "unknown" && !health._sick;
    }

    title: qsTr("Health")

    Repeater {
        id: rows

        model: health.monitor.services

        ServiceRow {
            required property int index

            Layout.fillWidth: true
            brief: health.brief && !health._opened
            visible: !health.brief || health._opened || health._ails(level)
                && health._levels.slice(0, index).filter(one => health._ails(one)).length < Theme.briefRows
        }
    }

    RowLayout {
        Layout.fillWidth: true
        visible: health.brief && rows.count > 0

        HintText {
            Layout.fillWidth: true
            text: health._well === rows.count ? qsTr("No problems.")
                : rows.count - health._well === 1 ? qsTr("1 of %1 needs attention.").arg(rows.count)
                : qsTr("%1 of %2 need attention.").arg(rows.count - health._well).arg(rows.count)
        }

        IconButton {
            glyph: health._opened ? Glyphs.up : Glyphs.down
            text: health._opened ? qsTr("Show problems only") : qsTr("Show all components")
            onClicked: health._opened = !health._opened
        }
    }
}
