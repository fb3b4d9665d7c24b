import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One violation in the list.
Rectangle {
    id: row

    required property string violation
    required property real began
    required property real seconds
    required property string camera
    required property string rule
    required property string kind
    required property int track
    required property var facts
    property bool current: false
    property bool focused: false

    signal chosen

    implicitHeight: Theme.listRow
    radius: Theme.radiusS
    color: current ? Theme.color.accentSoft : hover.hovered ? Theme.color.raised : "transparent"
    border.color: focused && current ? Theme.color.focus : "transparent"
    border.width: Theme.focusRing
    Accessible.role: Accessible.ListItem
    Accessible.selected: current
    Accessible.name: qsTr("%1: %2 %3 at %4, %5").arg(Wording.violation(rule)).arg(Wording.kind(kind)).arg(track)
        .arg(camera).arg(RecordWording.moment(began))

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceM

        Rectangle {
            implicitWidth: Theme.dot
            implicitHeight: Theme.dot
            radius: Theme.dot / 2
            color: Theme.color.violation
        }

        TitleText {
            Layout.preferredWidth: Theme.column
            text: Wording.violation(row.rule)
        }

        BodyText {
            Layout.preferredWidth: Theme.column
            text: qsTr("%1 %2").arg(Wording.kind(row.kind)).arg(row.track)
        }

        BodyText {
            Layout.fillWidth: true
            Layout.minimumWidth: 0
            color: Theme.color.textMuted
            text: row.camera
        }

        BodyText {
            Layout.preferredWidth: Theme.column
            color: Theme.color.textMuted
            horizontalAlignment: Text.AlignRight
            text: row.seconds < 0 ? qsTr("end not seen") : qsTr("%1 s").arg(row.seconds.toFixed(1))
        }

        BodyText {
            Layout.preferredWidth: Theme.momentColumn
            horizontalAlignment: Text.AlignRight
            text: RecordWording.moment(row.began)
        }
    }

    HoverHandler {
        id: hover
    }

    TapHandler {
        onTapped: row.chosen()
    }
}
