import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// How many went this way; the ground tells it against the busiest movement.
Rectangle {
    id: cell

    required property string origin
    required property string destination
    required property int count
    required property real share

    radius: Theme.radiusS
    color: Theme.color.raised
    Accessible.role: Accessible.Cell
    Accessible.name: qsTr("%1 to %2: %3").arg(origin).arg(destination).arg(Formats.number(count))

    Rectangle {
        anchors.fill: parent
        radius: parent.radius
        color: Theme.color.chart
        opacity: cell.share * Theme.half
    }

    BodyText {
        anchors.centerIn: parent
        color: cell.count > 0 ? Theme.color.text : Theme.color.textMuted
        font.pixelSize: Theme.textStrong
        text: Wording.number(cell.count)
        Accessible.ignored: true
    }
}
