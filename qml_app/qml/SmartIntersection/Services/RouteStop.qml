import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One stop on the way of the data, with the arrow that leads on.
Item {
    id: stop

    required property string stop
    required property string level
    required property string condition
    required property string address
    required property int amount
    required property int good
    required property string reason
    property bool last: false
    readonly property string _title: {
        switch (stop.stop) {
        case "cameras": return qsTr("Cameras");
        case "engine": return qsTr("Engine");
        case "broker": return qsTr("Broker");
        case "database": return qsTr("Database");
        default: return qsTr("Grafana");
        }
    }
    readonly property string _state: {
        if (stop.stop === "cameras")
            return stop.amount < 0 ? qsTr("unknown")
                : stop.condition === "limited" ? qsTr("%1 of %2 limited").arg(stop.amount - stop.good).arg(stop.amount)
                : stop.good === stop.amount
                ? stop.condition === "" ? qsTr("no problems") : Wording.serviceState(stop.condition, stop.level)
                : qsTr("%1 of %2 with problems").arg(stop.amount - stop.good).arg(stop.amount);
        if (stop.stop === "engine" && stop.condition === "waiting")
            return Wording.serviceState("initial", "off");
        return stop.condition === "off" ? qsTr("not used") : Wording.serviceState(stop.condition, stop.level);
    }

    implicitHeight: content.implicitHeight
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(_title).arg(_state)
    Accessible.description: reason !== "" ? ReasonWording.said(reason) : ReasonWording.said(address)

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceS
        spacing: Theme.spaceXs

        RowLayout {
            Layout.rightMargin: Theme.spaceL
            spacing: Theme.spaceS

            Rectangle {
                Layout.preferredWidth: Theme.dot
                Layout.preferredHeight: Theme.dot
                radius: Theme.dot / 2
                color: Theme.level(stop.level)
            }

            BodyText {
                Layout.fillWidth: true
                font.weight: Font.DemiBold
                color: stop.level === "off" ? Theme.color.textMuted : Theme.color.text
                text: stop._title
                Accessible.ignored: true
            }
        }

        BodyText {
            Layout.fillWidth: true
            color: stop.level === "failed" ? Theme.color.failed : Theme.color.textMuted
            text: stop._state
            Accessible.ignored: true
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            maximumLineCount: 2
            text: stop.reason !== "" ? ReasonWording.said(stop.reason) : ReasonWording.said(stop.address)
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }
    }

    Glyph {
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.rightMargin: Theme.spaceXs
        color: Theme.color.textMuted
        path: Glyphs.forward
        visible: !stop.last
    }
}
