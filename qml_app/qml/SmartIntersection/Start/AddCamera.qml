pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A network camera or a webcam: its address, and its picture before it is added.
GridLayout {
    id: form

    required property Opening opening
    property string _source: ""
    property string _name: ""
    property string _user: ""
    property string _password: ""
    readonly property bool _idle: opening.busy === ""
    readonly property bool _ready: _source.trim() !== "" && _idle

    signal back

    // What was seen at one address says nothing of another.
    function _point(source: string): void {
        form._source = source;
        form.opening.forgetTest();
    }

    function _test(): void {
        if (form._ready)
            form.opening.test(form._source, form._user, form._password, trust.told);
    }

    // What another way in was refused for is no matter of a camera.
    Component.onCompleted: opening.forgetTest()
    columns: width >= Theme.wizard * 0.75 ? 2 : 1
    columnSpacing: Theme.spaceXl
    rowSpacing: Theme.spaceL

    ColumnLayout {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.messageWidth
        Layout.alignment: Qt.AlignTop
        spacing: Theme.spaceM

        TextBox {
            id: address

            Layout.fillWidth: true
            label: qsTr("Address")
            placeholder: "rtsp://192.168.1.20/stream1"
            hint: qsTr("See the camera’s manual. Starts with rtsp://, http:// or https://.")
            value: form._source
            Component.onCompleted: edit()
            Keys.onReturnPressed: form._test()
            onEdited: text => form._point(text)
        }

        RowLayout {
            visible: form._source.includes("://")
            spacing: Theme.spaceM
            uniformCellSizes: true

            TextBox {
                Layout.fillWidth: true
                label: qsTr("User name")
                value: form._user
                Keys.onReturnPressed: form._test()
                onEdited: text => form._user = text
            }

            TextBox {
                Layout.fillWidth: true
                label: qsTr("Password")
                hidden: true
                value: form._password
                Keys.onReturnPressed: form._test()
                onEdited: text => form._password = text
            }
        }

        BodyText {
            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: cams.count > 0 ? qsTr("Webcams on this computer:") : qsTr("No webcam found on this computer.")
            wrapMode: Text.Wrap
        }

        Flow {
            Layout.fillWidth: true
            visible: cams.count > 0
            spacing: Theme.spaceS

            Repeater {
                id: cams

                model: form.opening.webcams

                TextButton {
                    required property var modelData

                    text: modelData.name
                    checked: form._source === modelData.source
                    enabled: form._idle
                    onClicked: form._point(modelData.source)
                }
            }
        }

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Name (optional)")
            placeholder: "cam-1"
            value: form._name
            onEdited: text => form._name = text
        }

        RowLayout {
            spacing: Theme.spaceS

            TextButton {
                text: qsTr("Test")
                enabled: form._ready
                onClicked: form._test()
            }

            TextButton {
                primary: true
                text: qsTr("Add camera")
                enabled: form._ready
                onClicked: form.opening.addCamera(form._source, form._name, form._user, form._password, trust.told)
            }

            TextButton {
                text: qsTr("Back")
                enabled: form._idle
                onClicked: form.back()
            }
        }

        // Below what is pressed, which stays where it is.
        BodyText {
            Layout.fillWidth: true
            Layout.minimumHeight: Theme.topBar
            verticalAlignment: Text.AlignTop
            color: form.opening.failure !== "" ? Theme.color.failed : Theme.color.textMuted
            text: form.opening.busy === "opening" ? qsTr("Starting …") : ReasonWording.said(form.opening.failure)
            wrapMode: Text.Wrap
        }

        // Last, so that what is pressed and what is told stay in view when it unfolds.
        NewConnection {
            id: trust

            Layout.fillWidth: true
            visible: form._source.includes("://")
            onPicked: file => certified(form.opening.localPath(file))
            onChosen: form.opening.forgetTest()
        }
    }

    CameraPreview {
        Layout.fillWidth: true
        Layout.preferredWidth: Theme.messageWidth
        Layout.alignment: Qt.AlignTop
        opening: form.opening
    }
}
