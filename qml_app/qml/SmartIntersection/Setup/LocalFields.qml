pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a setup on this machine needs to know.
ColumnLayout {
    id: fields

    required property SetupForm form
    readonly property string _source: form.values["source"]

    spacing: Theme.spaceM

    Card {
        Layout.fillWidth: true
        title: qsTr("Where files come from")

        Segments {
            label: qsTr("Where files come from")
            choices: [
                { value: "makers", text: qsTr("Internet") },
                { value: "mirror", text: qsTr("Mirror") },
                { value: "bundle", text: qsTr("Bundle file") }
            ]
            value: fields._source
            onChosen: value => fields.form.put("source", value)
        }

        CaptionText {
            Layout.fillWidth: true
            text: fields._source === "makers" ? qsTr("From those who make them. Whatever the source, every file is checked against a known SHA-256.")
                : fields._source === "mirror" ? qsTr("A server of yours that has the same files.")
                : qsTr("Without network: a file made by \"smart-intersection bundle create\" on another machine.")
            wrapMode: Text.Wrap
        }

        TextBox {
            Layout.fillWidth: true
            visible: fields._source === "mirror"
            label: qsTr("Address of the mirror")
            placeholder: "https://mirror.example.org/releases"
            value: fields.form.values["mirror"]
            problem: value === "" ? "" : SetupWording.problem(fields.form.problems["mirror"] ?? "")
            onEdited: text => fields.form.put("mirror", text)
        }

        RowLayout {
            Layout.fillWidth: true
            visible: fields._source === "bundle"
            spacing: Theme.spaceS

            TextBox {
                Layout.fillWidth: true
                label: qsTr("Bundle")
                placeholder: qsTr("Path of a .7z file")
                value: fields.form.values["bundle"]
                onEdited: text => fields.form.put("bundle", text)
            }

            TextButton {
                Layout.alignment: Qt.AlignBottom
                text: qsTr("Choose …")
                onClicked: dialog.open()
            }
        }
    }

    Card {
        Layout.fillWidth: true
        title: qsTr("Ports and network")

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceM

            Repeater {
                model: fields.form.ports

                TextBox {
                    required property string service
                    required property string port

                    Layout.preferredWidth: Theme.portField
                    Layout.alignment: Qt.AlignTop
                    label: qsTr("Port of %1").arg(SetupWording.service(service))
                    value: port
                    problem: SetupWording.problem(fields.form.problems["port:" + service] ?? "")
                    onEdited: text => fields.form.putPort(service, text)
                }
            }

            TextBox {
                Layout.fillWidth: true
                Layout.alignment: Qt.AlignTop
                label: qsTr("Name of this machine for others")
                placeholder: qsTr("for example crossing-7.example.org")
                hint: qsTr("Left empty, only this machine reaches the broker. With a name, others do too, encrypted.")
                value: fields.form.values["tls"]
                onEdited: text => fields.form.put("tls", text)
            }
        }
    }

    FileDialog {
        id: dialog

        nameFilters: [qsTr("Bundles (*.7z)"), qsTr("All files (*)")]
        onAccepted: fields.form.putBundle(selectedFile)
    }
}
