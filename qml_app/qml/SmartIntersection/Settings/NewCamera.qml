pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A camera that is not there yet: what kind of source it is, and its picture before it is added.
Card {
    id: form

    required property CameraList cameras
    // network, webcam, video, simulator
    property string _kind: "network"
    property string _name: ""
    property string _source: ""
    property string _user: ""
    property string _password: ""
    property bool _refused: false
    readonly property var _wrong: cameras.refusal
    readonly property string _told: _wrong.field === "source" ? SettingsWording.sourceRefusal(_wrong)
        : SettingsWording.refusal(_wrong)

    function _box(field: string): string {
        return field === "source" ? qsTr("Source") : /^(tls|allowed_hosts)/.test(field) ? qsTr("Connection security")
            : qsTr("Name");
    }

    function _choose(kind: string): void {
        form._kind = kind;
        form._point(kind === "simulator" ? "simulator:crossroads" : "");
    }

    // What was seen at one address says nothing of another.
    function _point(source: string): void {
        form._source = source;
        form._refused = false;
        form.cameras.forgetTrial();
    }

    function _add(): void {
        form._refused = !form.cameras.add(form._name, form._source, form._user, form._password, trust.told);
        if (form._refused)
            return;
        form._name = "";
        form._user = "";
        form._password = "";
        trust.choice = trust.usual;
        form._choose(form._kind);
    }

    title: qsTr("Add a camera")

    Segments {
        label: qsTr("Source type")
        choices: [
            { value: "network", text: qsTr("Network") },
            { value: "webcam", text: qsTr("Webcam") },
            { value: "video", text: qsTr("Video") },
            { value: "simulator", text: qsTr("Simulator") }
        ]
        value: form._kind
        onChosen: value => form._choose(value)
    }

    TextBox {
        Layout.fillWidth: true
        label: qsTr("Name (optional)")
        placeholder: qsTr("e.g. cam-2")
        value: form._name
        onEdited: text => form._name = text
    }

    RowLayout {
        visible: form._kind === "network" || form._kind === "video"
        spacing: Theme.spaceXs

        TextBox {
            Layout.fillWidth: true
            label: form._kind === "video" ? qsTr("File, folder or pattern") : qsTr("Address")
            placeholder: form._kind === "video" ? qsTr("recordings/*.mp4") : "rtsp://192.168.1.20/stream1"
            hint: form._kind === "video" ? qsTr("Several files are processed in sequence, each at its own recording time.")
                : qsTr("See the camera’s manual. Starts with rtsp://, http:// or https://.")
            value: form._source
            onEdited: text => form._point(text)
        }

        FileButton {
            visible: form._kind === "video"
            filters: SettingsWording.videos(form.cameras.endings)
            onChosen: file => form._point(form.cameras.localPath(file))
        }
    }

    RowLayout {
        spacing: Theme.spaceM
        uniformCellSizes: true
        visible: form._kind === "network"

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

    NewConnection {
        id: trust

        Layout.fillWidth: true
        visible: form._kind === "network"
        onPicked: file => certified(form.cameras.localPath(file))
        onChosen: form.cameras.forgetTrial()
    }

    BodyText {
        Layout.fillWidth: true
        visible: form._kind === "webcam" && webcams.count === 0
        color: Theme.color.textMuted
        text: qsTr("No webcam found on this computer.")
    }

    Flow {
        Layout.fillWidth: true
        visible: form._kind === "webcam" && webcams.count > 0
        spacing: Theme.spaceS

        Repeater {
            id: webcams

            model: form._kind === "webcam" ? form.cameras.webcams : []

            TextButton {
                required property var modelData

                text: modelData.name
                checked: form._source === modelData.source
                onClicked: form._point(modelData.source)
            }
        }
    }

    Item {
        Layout.fillHeight: true
    }

    TrialResult {
        Layout.fillWidth: true
        trying: form.cameras.trying.trying
        tried: form.cameras.trying.tried
        reachable: form.cameras.trying.reachable
        picture: form.cameras.trying.picture
    }

    HintText {
        Layout.fillWidth: true
        visible: form._refused || form.cameras.failure !== ""
        color: Theme.color.failed
        text: form.cameras.failure !== "" || form._told === "" ? ReasonWording.said(form.cameras.failure)
            : qsTr("%1: %2").arg(form._box(form._wrong.field)).arg(form._told)
        wrapMode: Text.Wrap
    }

    RowLayout {
        spacing: Theme.spaceS

        TextButton {
            text: qsTr("Test")
            enabled: form._source.trim() !== "" && !form.cameras.trying.trying
            onClicked: form.cameras.trialOf(form._source, form._user, form._password, trust.told)
        }

        TextButton {
            text: qsTr("Add camera")
            primary: enabled
            enabled: form._source.trim() !== ""
            onClicked: form._add()
        }
    }
}
