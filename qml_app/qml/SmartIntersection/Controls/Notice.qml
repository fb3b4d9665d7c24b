import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// A line across the window that stays while something is so.
Rectangle {
    id: notice

    required property string text

    implicitHeight: Theme.control
    color: Theme.color.accentSoft
    Accessible.role: Accessible.AlertMessage
    Accessible.name: text

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceL
        spacing: Theme.spaceS

        Glyph {
            path: Glyphs.warning
            color: Theme.color.busy
        }

        BodyText {
            Layout.fillWidth: true
            text: notice.text
            Accessible.ignored: true
        }
    }
}
