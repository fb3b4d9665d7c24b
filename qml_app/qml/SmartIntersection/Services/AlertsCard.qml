pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What fires in Grafana.
Card {
    id: card

    required property ServiceAlerts alerts
    readonly property bool _absent: alerts.known && !alerts.here && alerts.problem === ""

    signal setUp

    title: qsTr("Alerts")
    aside: !alerts.here ? "" : alerts.count > 0 ? qsTr("%1 firing").arg(Wording.number(alerts.count)) : ""

    BodyText {
        Layout.fillWidth: true
        color: Theme.color.failed
        text: card.alerts.problem
        visible: text !== ""
        wrapMode: Text.Wrap
    }

    Repeater {
        id: firing

        model: card.alerts.firing

        AlertRow {
            Layout.fillWidth: true
            onSilence: hours => card.alerts.silence(key, hours)
            onUnsilence: card.alerts.unsilence(key)
        }
    }

    RowLayout {
        spacing: Theme.spaceS
        visible: card.alerts.known && card.alerts.here && card.alerts.problem === "" && firing.count === 0

        Glyph {
            path: Glyphs.check
            color: Theme.color.ok
        }

        BodyText {
            Layout.fillWidth: true
            text: qsTr("No alert fires.")
        }
    }

    CaptionText {
        Layout.fillWidth: true
        text: !card.alerts.known ? qsTr("Asking Grafana …")
            : qsTr("Alerts come from Grafana, which is not installed here.")
        visible: !card.alerts.known || card._absent
        wrapMode: Text.Wrap
    }

    TextButton {
        visible: card._absent
        text: qsTr("Install it in Setup")
        onClicked: card.setUp()
    }

    Item {
        Layout.fillHeight: true
    }
}
