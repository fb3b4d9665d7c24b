pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import Qt.labs.folderlistmodel
import SmartIntersection.Backend
import SmartIntersection.Theme

// Where to save a table, for systems without a dialog of their own. Return saves; a file that is there is replaced only
// after asking.
Popup {
    id: dialog

    required property Exporter exporter
    property url _folder
    property string _name: ""
    property bool _replacing: false
    readonly property url _file: dialog._name === "" || !dialog.exporter ? "" : dialog.exporter.at(dialog._folder, dialog._name)
    readonly property string _form: dialog._name.slice(dialog._name.lastIndexOf(".") + 1)

    function ask(name: string): void {
        dialog._folder = dialog.exporter.folder;
        dialog._enter(name);
        dialog.open();
        box.edit();
    }

    function _enter(name: string): void {
        dialog._name = name;
        dialog._replacing = false;
    }

    function _save(): void {
        if (dialog._name === "")
            return;
        if (dialog.exporter.exists(dialog._file) && !dialog._replacing) {
            dialog._replacing = true;
            return;
        }
        dialog.close();
        dialog.exporter.save(dialog._file);
    }

    parent: Overlay.overlay
    anchors.centerIn: parent
    modal: true
    focus: true
    padding: Theme.spaceXl
    width: Theme.settingsColumn + Theme.spaceXl * 2

    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    contentItem: ColumnLayout {
        spacing: Theme.spaceM

        TitleText {
            text: qsTr("Export")
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceS

            IconButton {
                glyph: Glyphs.back
                text: qsTr("Parent folder")
                onClicked: dialog._folder = dialog.exporter.above(dialog._folder)
            }

            BodyText {
                Layout.fillWidth: true
                elide: Text.ElideLeft
                text: decodeURIComponent(dialog._folder.toString().replace("file://", ""))
            }
        }

        ListView {
            Layout.fillWidth: true
            Layout.preferredHeight: Theme.listWindow / 2
            clip: true
            boundsBehavior: Flickable.StopAtBounds
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Folders and files")

            ScrollBar.vertical: ScrollBar {
            }

            model: FolderListModel {
                folder: dialog._folder
                showDirsFirst: true
                nameFilters: dialog.exporter?.forms.map(form => "*." + form) ?? []
            }

            delegate: ItemDelegate {
                id: entry

                required property string fileName
                required property url fileUrl
                required property bool fileIsDir

                width: ListView.view.width
                height: Theme.control
                Accessible.name: fileName
                onClicked: {
                    if (entry.fileIsDir)
                        dialog._folder = entry.fileUrl;
                    else
                        dialog._enter(entry.fileName);
                }

                background: Rectangle {
                    radius: Theme.radiusS
                    color: entry.hovered || entry.visualFocus ? Theme.color.raised : "transparent"
                }

                contentItem: RowLayout {
                    spacing: Theme.spaceS

                    Glyph {
                        visible: entry.fileIsDir
                        path: Glyphs.folder
                        color: Theme.color.textMuted
                    }

                    BodyText {
                        Layout.fillWidth: true
                        text: entry.fileName
                        Accessible.ignored: true
                    }
                }
            }
        }

        TextBox {
            id: box

            Layout.fillWidth: true
            label: qsTr("File name")
            value: dialog._name
            problem: dialog._replacing ? qsTr("This file already exists.") : ""
            onEdited: text => dialog._enter(text)
            Keys.onReturnPressed: dialog._save()
            Keys.onEnterPressed: dialog._save()
        }

        Segments {
            label: qsTr("Format")
            choices: [
                { value: "csv", text: qsTr("CSV") },
                { value: "xlsx", text: qsTr("Excel") },
                { value: "json", text: qsTr("JSON") }
            ]
            value: dialog._form
            onChosen: value => dialog._enter(dialog._name.replace(/(\.(csv|xlsx|json))?$/, "." + value))
        }

        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.spaceS

            TextButton {
                text: qsTr("Cancel")
                onClicked: dialog.close()
            }

            TextButton {
                enabled: dialog._name !== ""
                primary: true
                text: dialog._replacing ? qsTr("Replace") : qsTr("Save")
                onClicked: dialog._save()
            }
        }
    }
}
