import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// A line across the window that stays while something is so.
Rectangle {
    id: notice

    required property string text
    // It tells what is being done, which is nothing to be warned of.
    property bool working: false
    // What can be done about it.
    default property alias actions: buttons.data

    implicitHeight: Math.max(Theme.control, row.implicitHeight + 2 * Theme.spaceS)
    color: Theme.color.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        spacing: Theme.spaceS

        Glyph {
            path: notice.working ? Glyphs.turning : Glyphs.warning
            color: notice.working ? Theme.color.accent : Theme.color.busy
        }

        BodyText {
            Layout.fillWidth: true
            wrapMode: Text.Wrap
            text: notice.text
            Accessible.ignored: true
        }

        RowLayout {
            id: buttons

            spacing: Theme.spaceS
        }
    }
}
