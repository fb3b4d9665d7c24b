import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// A service that setup has installed, with what can be done to it.
Card {
    id: card

    required property string name
    required property string level
    required property string condition
    required property string product
    required property string version
    required property string address
    required property int seconds
    required property real memory
    required property int restarts
    required property string reason
    required property string doing
    required property string failure
    required property bool startable
    required property bool stoppable
    readonly property int _label: Theme.factLabelIn(width)
    readonly property bool _page: address.startsWith("http")

    signal start
    signal stop
    signal restart
    signal showLog
    signal openPage

    implicitHeight: Math.max(Theme.cardHeight, wanted)
    title: SetupWording.product(product)

    StatusPill {
        level: card.level
        text: card.doing !== "" ? Wording.doing(card.doing) : Wording.serviceState(card.condition, card.level)
    }

    // Above what comes and goes: a button stays where one aims at it.
    ServiceActions {
        title: card.title
        startable: card.startable
        stoppable: card.stoppable
        onStart: card.start()
        onStop: card.stop()
        onRestart: card.restart()
        onShowLog: card.showLog()

        TextButton {
            text: qsTr("Open")
            visible: card._page && card.level === "ok"
            Accessible.name: qsTr("Open %1 in the browser").arg(card.title)
            onClicked: card.openPage()
        }
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Version")
        value: card.version
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Address")
        value: card.address
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Running for")
        value: card.seconds >= 0 ? HealthWording.lasting(card.seconds) : ""
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Memory")
        value: card.memory >= 0 ? Wording.bytes(card.memory) : ""
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Restarts")
        value: Wording.number(card.restarts)
        alarming: card.restarts > 0
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Last error")
        lines: 2
        value: ReasonWording.said(card.failure !== "" ? card.failure : card.reason)
        alarming: true
    }

    Item {
        Layout.fillHeight: true
    }
}
