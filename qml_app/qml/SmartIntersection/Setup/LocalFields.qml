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
        title: qsTr("Programs")

        Repeater {
            model: fields.form.programs

            RowLayout {
                id: program

                required property string name
                required property string version
                required property int size
                required property bool chosen
                required property bool installed

                Layout.fillWidth: true
                spacing: Theme.spaceM

                Toggle {
                    Layout.preferredWidth: Theme.taskTitle
                    enabled: !program.installed
                    on: program.chosen
                    text: [SetupWording.service(program.name), program.version].filter(one => one !== "").join(" ")
                    onSwitched: on => fields.form.putProgram(program.name, on)
                }

                BodyText {
                    Layout.fillWidth: true
                    color: Theme.color.textMuted
                    text: SetupWording.program(program.name)
                    wrapMode: Text.Wrap
                }

                BodyText {
                    color: Theme.color.textMuted
                    text: program.installed ? qsTr("installed") : program.size > 0 ? qsTr("%1 to download").arg(Wording.bytes(program.size)) : ""
                }
            }
        }

        BodyText {
            color: Theme.color.failed
            text: qsTr("Choose at least one program.")
            visible: (fields.form.problems["programs"] ?? "") !== ""
        }
    }

    Card {
        Layout.fillWidth: true
        title: qsTr("Download source")

        Segments {
            label: qsTr("Download source")
            choices: [
                { value: "makers", text: qsTr("Internet") },
                { value: "mirror", text: qsTr("Mirror") },
                { value: "bundle", text: qsTr("Bundle file") }
            ]
            value: fields._source
            onChosen: value => fields.form.put("source", value)
        }

        HintText {
            Layout.fillWidth: true
            text: fields._source === "makers" ? SetupWording.makers(Qt.platform.os)
                : fields._source === "mirror" ? qsTr("A server in your organisation that provides the same files.")
                : qsTr("For computers without internet access: a file created with “smart-intersection bundle create” on another computer.")
            wrapMode: Text.Wrap
        }

        TextBox {
            Layout.fillWidth: true
            visible: fields._source === "mirror"
            label: qsTr("Mirror address")
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
            uniformCellSizes: true

            Repeater {
                model: fields.form.ports

                TextBox {
                    required property string service
                    required property string port

                    Layout.fillWidth: true
                    Layout.alignment: Qt.AlignTop
                    label: qsTr("%1 port").arg(SetupWording.service(service))
                    value: port
                    problem: SetupWording.problem(fields.form.problems["port:" + service] ?? "")
                    onEdited: text => fields.form.putPort(service, text)
                }
            }
        }

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Network name (optional)")
            placeholder: qsTr("e.g. crossing-7.example.org")
            hint: qsTr("Leave empty for local access only. With a name, other computers can reach the broker over TLS.")
            value: fields.form.values["tls"]
            onEdited: text => fields.form.put("tls", text)
        }
    }

    AskFile {
        id: dialog

        FileDialog {
            nameFilters: [qsTr("Bundles (*.7z)"), qsTr("All files (*)")]
            onAccepted: fields.form.putBundle(selectedFile)
        }
    }
}
