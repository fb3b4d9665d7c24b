pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Whom a network camera's connection trusts. Folded while nothing of it differs from what is usual.
ColumnLayout {
    id: security

    required property Configuration config
    // Of the camera, as in cameras[0]
    required property string key
    readonly property bool _unverified: config.revision >= 0 && config.value(key + ".tls.verify") === false
    readonly property bool _chosen: config.revision >= 0
        && (_unverified || config.value(key + ".tls.ca_file") || config.words(key + ".allowed_hosts") !== "")
    property bool _open: false

    spacing: Theme.spaceS

    TextButton {
        visible: !security._chosen
        text: security._open ? qsTr("Hide connection security") : qsTr("Connection security …")
        onClicked: security._open = !security._open
    }

    ColumnLayout {
        Layout.fillWidth: true
        visible: security._open || security._chosen
        spacing: Theme.spaceS

        SettingToggle {
            config: security.config
            key: security.key + ".tls.verify"
            text: qsTr("Verify the camera’s certificate")
        }

        HintText {
            Layout.fillWidth: true
            visible: security._unverified
            color: Theme.color.busy
            text: qsTr("Another computer could pose as the camera and receive its password. Select a certificate file instead.")
            wrapMode: Text.Wrap
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            SettingField {
                Layout.fillWidth: true
                config: security.config
                key: security.key + ".tls.ca_file"
                label: qsTr("Certificate file (optional)")
                hint: qsTr("PEM file to trust in addition to this computer’s certificates, for example the camera’s own.")
            }

            FileButton {
                cameras: security.config.cameras
                filters: SettingsWording.certificates()
                onChosen: path => security.config.set(security.key + ".tls.ca_file", path)
            }
        }

        TextBox {
            id: hosts

            readonly property string _stored: security.config.revision >= 0 ? security.config.words(security.key + ".allowed_hosts") : ""
            property string _typed: _stored

            Layout.fillWidth: true
            label: qsTr("Additional hosts (optional)")
            placeholder: "media.example.org"
            hint: qsTr("Where the camera may redirect to, separated by commas. These hosts never receive its password.")
            value: _typed
            problem: security.config.revision >= 0 ? SettingsWording.refusal(security.config.refusalBelow(security.key + ".allowed_hosts")) : ""
            on_StoredChanged: _typed = Qt.binding(() => _stored)
            onEdited: text => _typed = text
            onFinished: security.config.setWords(security.key + ".allowed_hosts", _typed)
        }
    }
}
