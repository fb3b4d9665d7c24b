pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Theme

// Whom a network camera's connection trusts. Folded while nothing of it differs from what is usual.
ColumnLayout {
    id: fields

    property bool verify: true
    property string certificate: ""
    // Separated by commas.
    property string hosts: ""
    property string certificateProblem: ""
    property string hostsProblem: ""
    readonly property bool _chosen: !verify || certificate !== "" || hosts !== ""
    property bool _open: false

    signal verified(on: bool)
    // The one that was typed is taken over once it is whole.
    signal certified(path: string)
    signal picked(file: url)
    signal hosted(hosts: string)

    spacing: Theme.spaceS

    TextButton {
        visible: !fields._chosen
        text: fields._open ? qsTr("Hide connection security") : qsTr("Connection security …")
        onClicked: fields._open = !fields._open
    }

    ColumnLayout {
        Layout.fillWidth: true
        visible: fields._open || fields._chosen
        spacing: Theme.spaceS

        Toggle {
            on: fields.verify
            text: qsTr("Verify the camera’s certificate")
            onSwitched: on => fields.verified(on)
        }

        HintText {
            Layout.fillWidth: true
            visible: !fields.verify
            color: Theme.color.busy
            text: qsTr("Another computer could pose as the camera and receive its password. Select a certificate file instead.")
            wrapMode: Text.Wrap
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            TypedBox {
                Layout.fillWidth: true
                stored: fields.certificate
                label: qsTr("Certificate file (optional)")
                hint: qsTr("PEM file to trust in addition to this computer’s certificates, for example the camera’s own.")
                problem: fields.certificateProblem
                onTyped: text => fields.certified(text.trim())
            }

            FileButton {
                filters: [qsTr("Certificates (*.pem *.crt *.cer)"), qsTr("All files (*)")]
                onChosen: file => fields.picked(file)
            }
        }

        TypedBox {
            Layout.fillWidth: true
            stored: fields.hosts
            label: qsTr("Additional hosts (optional)")
            placeholder: "media.example.org"
            hint: qsTr("Where the camera may redirect to, separated by commas. These hosts never receive its password.")
            problem: fields.hostsProblem
            onTyped: text => fields.hosted(text)
        }
    }
}
