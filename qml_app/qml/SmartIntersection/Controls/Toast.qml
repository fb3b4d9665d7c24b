import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// A bulletin in a corner of the window, with a button to put it away.
Rectangle {
    id: toast

    required property string level
    required property string title
    property string detail: ""

    signal dismissed

    implicitWidth: Theme.toast
    implicitHeight: row.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: Theme.color.raised
    border.color: Theme.level(level)
    border.width: Theme.hairline
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title
    Accessible.description: detail

    RowLayout {
        id: row

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceS
        spacing: Theme.spaceM

        Glyph {
            path: toast.level === "ok" ? Glyphs.check : Glyphs.warning
            color: Theme.level(toast.level)
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            BodyText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                text: toast.title
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }

            CaptionText {
                Layout.fillWidth: true
                visible: text !== ""
                text: toast.detail
                maximumLineCount: 3
                wrapMode: Text.WrapAnywhere
                Accessible.ignored: true
            }
        }

        IconButton {
            Layout.alignment: Qt.AlignTop
            glyph: Glyphs.cross
            text: qsTr("Put away")
            onClicked: toast.dismissed()
        }
    }
}
