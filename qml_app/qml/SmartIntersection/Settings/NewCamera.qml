import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A camera that is not there yet.
Card {
    id: form

    required property CameraList cameras
    property string _name: ""
    property string _source: ""
    property string _user: ""
    property string _password: ""
    property bool _refused: false
    readonly property var _wrong: cameras.refusal
    readonly property string _told: _wrong.field === "source" ? SettingsWording.sourceRefusal(_wrong)
        : SettingsWording.refusal(_wrong)

    function _add(): void {
        form._refused = !form.cameras.add(form._name, form._source, form._user, form._password);
        if (form._refused)
            return;
        form._name = "";
        form._source = "";
        form._user = "";
        form._password = "";
    }

    title: qsTr("Another camera")

    TextBox {
        Layout.fillWidth: true
        label: qsTr("Name")
        placeholder: qsTr("for example cam-2")
        value: form._name
        onEdited: text => form._name = text
    }

    RowLayout {
        spacing: Theme.spaceXs

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Source")
            placeholder: qsTr("rtsp://host/stream")
            hint: qsTr("A file, rtsp://…, http://…, webcam:0 or simulator:crossroads")
            value: form._source
            onEdited: text => form._source = text
        }

        FileButton {
            cameras: form.cameras
            filters: SettingsWording.videos()
            onChosen: path => form._source = path
        }
    }

    RowLayout {
        spacing: Theme.spaceM
        visible: form._source.includes("://")

        TextBox {
            Layout.fillWidth: true
            label: qsTr("User name")
            value: form._user
            onEdited: text => form._user = text
        }

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Password")
            hidden: true
            value: form._password
            onEdited: text => form._password = text
        }
    }

    Item {
        Layout.fillHeight: true
    }

    CaptionText {
        Layout.fillWidth: true
        visible: form._refused
        color: Theme.color.failed
        text: form.cameras.failure !== "" || form._told === "" ? form.cameras.failure
            : qsTr("%1: %2").arg(form._wrong.field === "source" ? qsTr("Source") : qsTr("Name")).arg(form._told)
        wrapMode: Text.Wrap
    }

    TextButton {
        text: qsTr("Add camera")
        enabled: form._name !== "" && form._source !== ""
        onClicked: form._add()
    }
}
