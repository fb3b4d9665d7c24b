import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The engine or a part of it. What a dead engine said last is not shown as if it were so now.
Card {
    id: card

    required property Engine engine
    required property string name
    required property string level
    required property string condition
    required property string version
    required property string address
    required property int seconds
    required property real memory
    required property int backlog
    required property int delivered
    required property int lost
    required property string reason
    readonly property int _label: Theme.factLabelIn(width)
    readonly property bool _known: level !== "unknown" && level !== "off"
    readonly property bool _engine: name === "engine"
    readonly property string _doing: _engine ? engine.doing : ""
    readonly property bool _resting: condition === "waiting" || condition === "stopped" || condition === "halted"

    signal showLog

    implicitHeight: Math.max(Theme.cardHeight, wanted)
    title: Wording.service(name)

    StatusPill {
        level: card._doing !== "" ? "busy" : card.level
        text: card._doing !== "" ? Wording.doing(card._doing)
            : card._engine && card.level === "unknown" ? Wording.serviceState("initial", "off") : Wording.serviceState(card.condition, card.level)
    }

    // Above what comes and goes: a button stays where one aims at it.
    ServiceActions {
        visible: card._engine
        title: card.title
        startable: card.engine.offered && card._doing === ""
        stoppable: !card._resting && card._doing === ""
        onStart: card.engine.start()
        onStop: card.engine.halt()
        onRestart: card.engine.restart()
        onShowLog: card.showLog()
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Version")
        value: card.version
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Address")
        value: card._known ? card.address : ""
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
        label: qsTr("Backlog")
        value: card._known && card.backlog >= 0 ? Wording.number(card.backlog) : ""
    }

    Fact {
        labelWidth: card._label
        label: card.name === "journal" ? qsTr("Events") : card.name === "evidence" ? qsTr("Files") : qsTr("Delivered")
        value: card._known && card.delivered >= 0 ? Wording.number(card.delivered) : ""
    }

    Fact {
        labelWidth: card._label
        // What a receiver refuses is kept and can be sent again.
        label: RegistryWording.isSink(card.name) ? qsTr("Not deliverable") : qsTr("Lost")
        value: card._known && card.lost >= 0 ? Wording.number(card.lost) : ""
        alarming: card.lost > 0
    }

    Fact {
        labelWidth: card._label
        label: qsTr("Last error")
        lines: card._engine ? 12 : 4 // a camera each
        value: card._engine && card.engine.failure !== "" ? ReasonWording.said(card.engine.failure) : card._known ? ReasonWording.said(card.reason) : ""
        alarming: true
    }

    HintText {
        Layout.fillWidth: true
        visible: !card._known && !card._engine
        wrapMode: Text.Wrap
        text: card.level === "off" ? qsTr("Not used.")
            : qsTr("Available while the engine runs.")
    }

    Item {
        Layout.fillHeight: true
    }
}
