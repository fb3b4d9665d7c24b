import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Theme

// A notification in one line, which leads to what it speaks of, with a button to put it away.
AbstractButton {
    id: toast

    required property string level
    required property string title
    property string detail: ""

    signal dismissed

    implicitWidth: row.implicitWidth + 2 * Theme.spaceS
    implicitHeight: Theme.control
    hoverEnabled: true
    focusPolicy: Qt.StrongFocus
    Accessible.role: Accessible.Button
    Accessible.name: title
    Accessible.description: ReasonWording.said(detail)
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()
    Keys.onDeletePressed: toast.dismissed()

    background: Rectangle {
        radius: Theme.radiusS
        color: toast.hovered ? Theme.color.raised : Theme.color.surface
        border.color: toast.visualFocus ? Theme.color.focus : Theme.level(toast.level)
        border.width: toast.visualFocus ? Theme.focusRing : Theme.hairline
    }

    PlainTip {
        text: toast.detail !== "" ? toast.title + "\n" + ReasonWording.said(toast.detail) : toast.title
        shown: toast.hovered || toast.visualFocus
    }

    contentItem: RowLayout {
        id: row

        spacing: Theme.spaceS

        Glyph {
            Layout.leftMargin: Theme.spaceS
            path: toast.level === "ok" ? Glyphs.check : Glyphs.warning
            color: Theme.level(toast.level)
            prompt: true
        }

        BodyText {
            Layout.fillWidth: true
            text: toast.detail !== "" ? qsTr("%1 – %2").arg(toast.title).arg(ReasonWording.said(toast.detail)) : toast.title
            elide: Text.ElideRight
            maximumLineCount: 1
            Accessible.ignored: true
        }

        IconButton {
            implicitHeight: Theme.control - Theme.spaceXs
            glyph: Glyphs.cross
            text: qsTr("Dismiss")
            onClicked: toast.dismissed()
        }
    }
}
