import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One service: how it is, what waits in it, and why if it is not well.
ColumnLayout {
    id: row

    required property string service
    required property string level
    required property string condition
    required property string address
    required property string reason
    required property int backlog
    required property int amount
    required property int lost
    required property string concern
    readonly property bool _sink: RegistryWording.isSink(service)
    readonly property string _figures: level === "unknown" || level === "off" ? ""
        : service === "engine" || service.includes("/") ? (amount > 0 ? qsTr("for %1").arg(Wording.age(amount)) : "")
        : service === "journal" ? Wording.several(amount, qsTr("1 event"), qsTr("%1 events"))
        : _sink ? qsTr("backlog %1").arg(Wording.number(backlog)) : ""

    // Where the name needs the room: no word of it is broken for a figure's sake.
    readonly property bool _below: service.includes("/")
        || Theme.dot + name.implicitWidth + figures.implicitWidth + state.implicitWidth + 3 * Theme.spaceS > width

    // No word of a name is broken for its state's sake either.
    readonly property bool _stateBelow: Theme.dot + name.implicitWidth + state.implicitWidth + 2 * Theme.spaceS > width

    // Lines of a reason, where room is short fewer; the camera's tile tells it all.
    property int most: 8

    spacing: Theme.hairline
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("%1: %2").arg(Wording.service(service)).arg(Wording.serviceState(condition, level))
    Accessible.description: [_figures, address, ReasonWording.said(reason)].filter(part => part !== "").join(", ")

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        Rectangle {
            implicitWidth: Theme.dot
            implicitHeight: Theme.dot
            radius: Theme.dot / 2
            color: Theme.level(row.level)
        }

        BodyText {
            id: name

            Layout.fillWidth: true
            maximumLineCount: 4
            text: Wording.service(row.service)
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }

        CaptionText {
            id: figures

            visible: !row._below
            text: row._figures
            color: row._sink && row.backlog > 0 && row.level !== "ok" ? Theme.color.busy : Theme.color.textMuted
            Accessible.ignored: true
        }

        BodyText {
            id: state

            visible: !row._stateBelow
            text: Wording.serviceState(row.condition, row.level)
            color: Theme.levelText(row.level)
            Accessible.ignored: true
        }
    }

    BodyText {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.dot + Theme.spaceS
        visible: row._stateBelow
        text: state.text
        color: state.color
        wrapMode: Text.Wrap
        Accessible.ignored: true
    }

    HintText {
        Layout.fillWidth: true
        Layout.leftMargin: Theme.dot + Theme.spaceS
        visible: text !== ""
        elide: Text.ElideRight
        maximumLineCount: row.most
        wrapMode: Text.Wrap
        color: row.lost > 0 ? Theme.color.failed : Theme.color.textMuted
        text: [
            row._below ? row._figures : "",
            row.level === "unknown" || row.reason.includes(row.address) ? "" : row.address,
            row.level === "unknown" ? "" : ReasonWording.said(row.reason),
            row.lost > 0 ? (row._sink ? qsTr("%1 not deliverable").arg(row.lost) : qsTr("%1 dropped").arg(row.lost)) : ""
        ].filter(part => part !== "").join(" · ")
        Accessible.ignored: true
    }
}
