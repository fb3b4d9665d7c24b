import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where a service is that setup has installed, as whom one signs in, and where the password is.
Card {
    id: card

    required property string name
    required property string version
    required property string address
    required property string level
    required property string user
    required property string secret
    required property SecretView view
    readonly property bool _shown: secret !== "" && view.name === secret

    signal openPage

    aside: version

    Fact {
        label: qsTr("Address")
        value: card.address
    }

    Fact {
        label: qsTr("User")
        value: card.user
    }

    Fact {
        label: qsTr("Password")
        value: card.secret === "" ? "" : card._shown ? card.view.text : "••••••••••••"
    }

    HintText {
        Layout.fillWidth: true
        visible: card.secret !== ""
        text: qsTr("smart-intersection secrets show %1").arg(card.secret)
        font.family: Theme.monospace
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }

    Item {
        Layout.fillHeight: true
    }

    RowLayout {
        spacing: Theme.spaceS

        TextButton {
            visible: card.address.startsWith("http")
            enabled: card.level === "ok"
            strong: true
            text: qsTr("Open")
            Accessible.name: qsTr("Open %1 in the browser").arg(card.title)
            onClicked: card.openPage()
        }

        TextButton {
            visible: card.secret !== ""
            text: card._shown ? qsTr("Hide password") : qsTr("Show password")
            Accessible.name: qsTr("%1 of %2").arg(text).arg(card.title)
            onClicked: card._shown ? card.view.hide() : card.view.show(card.secret)
        }

        TextButton {
            visible: card.secret !== ""
            text: qsTr("Copy")
            Accessible.name: qsTr("Copy the password of %1").arg(card.title)
            onClicked: card.view.copy(card.secret)
        }
    }
}
