import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// A notification in the list: what, when and why; unread ones are bold.
AbstractButton {
    id: row

    required property int number
    required property string topic
    required property string subject
    required property string place
    required property string level
    required property int count
    required property string detail
    required property double when
    required property bool read
    property bool current: false
    readonly property string _title: LiveWording.bulletin(topic, subject, place, level, count)
    readonly property string _time: Formats.clock(when)

    padding: Theme.spaceS
    implicitHeight: implicitContentHeight + topPadding + bottomPadding
    hoverEnabled: true
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1, %2").arg(_title).arg(_time)
    Accessible.description: ReasonWording.said(detail)

    background: Rectangle {
        radius: Theme.radiusS
        color: row.hovered ? Theme.color.raised : "transparent"
        border.color: row.current ? Theme.color.focus : "transparent"
        border.width: Theme.focusRing
    }

    contentItem: RowLayout {
        spacing: Theme.spaceS

        Rectangle {
            Layout.alignment: Qt.AlignTop
            Layout.topMargin: Theme.spaceXs
            implicitWidth: Theme.dot
            implicitHeight: Theme.dot
            radius: Theme.dot / 2
            color: Theme.level(row.level)
        }

        ColumnLayout {
            Layout.fillWidth: true
            spacing: 0

            BodyText {
                Layout.fillWidth: true
                text: row._title
                font.weight: row.read ? Font.Normal : Font.DemiBold
                wrapMode: Text.Wrap
                Accessible.ignored: true
            }

            HintText {
                Layout.fillWidth: true
                visible: text !== ""
                text: ReasonWording.said(row.detail)
                maximumLineCount: 6
                wrapMode: Text.Wrap
                elide: Text.ElideRight
                Accessible.ignored: true
            }
        }

        CaptionText {
            Layout.alignment: Qt.AlignTop
            text: row._time
            Accessible.ignored: true
        }
    }
}
