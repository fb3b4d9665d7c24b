pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
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
    aside: !alerts.here ? "" : alerts.count > 0 ? qsTr("%1 active").arg(Wording.number(alerts.count)) : ""

    BodyText {
        Layout.fillWidth: true
        color: Theme.color.failed
        text: ReasonWording.said(card.alerts.problem)
        visible: text !== ""
        wrapMode: Text.Wrap
    }

    ListView {
        id: firing

        Layout.fillWidth: true
        Layout.fillHeight: true
        activeFocusOnTab: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        clip: true
        model: card.alerts.firing
        visible: count > 0
        Keys.onUpPressed: bar.decrease()
        Keys.onDownPressed: bar.increase()
        Accessible.role: Accessible.List
        Accessible.name: card.title

        ScrollBar.vertical: ScrollBar {
            id: bar

            policy: firing.contentHeight > firing.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        delegate: AlertRow {
            width: ListView.view.width - bar.width
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
            text: qsTr("No active alerts.")
        }
    }

    HintText {
        Layout.fillWidth: true
        text: !card.alerts.known ? qsTr("Loading alerts …")
            : qsTr("Alerts require Grafana, which is not installed on this computer.")
        visible: !card.alerts.known || card._absent
        wrapMode: Text.Wrap
    }

    TextButton {
        visible: card._absent
        text: qsTr("Set up Grafana")
        onClicked: card.setUp()
    }

    Item {
        Layout.fillHeight: true
        visible: !firing.visible
    }
}
