pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where data really go, from the cameras to Grafana, and what is broken in it.
Card {
    id: card

    required property ServiceRoute route

    signal setUp

    function _difference(one: var): string {
        if (!one.own && one.used === "")
            return one.what === "events" ? qsTr("Events are not sent to %1.").arg(one.wanted)
                : qsTr("Time series are not sent to %1.").arg(one.wanted);
        const used = one.own ? qsTr("the engine’s built-in broker") : one.used;
        return one.what === "events" ? qsTr("Events go to %1, not to %2.").arg(used).arg(one.wanted)
            : qsTr("Time series go to %1, not to %2.").arg(used).arg(one.wanted);
    }

    title: qsTr("Data path")

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Repeater {
            id: stops

            model: card.route.stops

            RouteStop {
                required property int index

                Layout.fillWidth: true
                Layout.preferredWidth: 1
                Layout.alignment: Qt.AlignTop
                last: index === stops.count - 1
            }
        }
    }

    Repeater {
        model: card.route.differences

        BodyText {
            required property var modelData

            Layout.fillWidth: true
            color: Theme.color.failed
            text: card._difference(modelData)
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceM
        visible: card.route.remedy !== ""

        TextButton {
            primary: true
            enabled: !card.route.busy
            text: card.route.remedy === "restart" ? qsTr("Restart engine") : qsTr("Use the installed services")
            onClicked: card.route.mend()
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: card.route.remedy === "restart" ? qsTr("The engine started before the services were set up.")
                : qsTr("The configuration specifies other destinations. This removes them; the old file is kept as a backup.")
            wrapMode: Text.Wrap
        }
    }

    BodyText {
        Layout.fillWidth: true
        color: Theme.color.failed
        text: ReasonWording.said(card.route.failure !== "" ? card.route.failure : card.route.problem)
        visible: text !== ""
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
}
