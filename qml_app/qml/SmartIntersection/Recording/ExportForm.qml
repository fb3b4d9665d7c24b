pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where a result is saved, and in which form. Return saves; a file that is there is replaced only after asking.
Card {
    id: form

    required property Results results
    property string _path: ""
    property bool _replacing: false
    readonly property string _form: _path.slice(_path.lastIndexOf(".") + 1).toLowerCase()

    signal done

    function begin(): void {
        form.visible = true;
        form._enter(form.results.suggested("csv"));
        box.edit();
    }

    function _enter(path: string): void {
        form._path = path;
        form._replacing = false;
    }

    function _save(): void {
        if (form._path.trim() === "")
            return;
        if (form.results.exists(form._path) && !form._replacing) {
            form._replacing = true;
            return;
        }
        form.results.saveTo(form._path);
        form.done();
    }

    title: qsTr("Export the result")
    Keys.onEscapePressed: form.done()

    RowLayout {
        spacing: Theme.spaceS

        TextBox {
            id: box

            Layout.fillWidth: true
            label: qsTr("File")
            value: form._path
            problem: form._replacing ? qsTr("This file already exists.") : ""
            Keys.onReturnPressed: form._save()
            Keys.onEnterPressed: form._save()
            onEdited: text => form._enter(text)
        }

        IconButton {
            Layout.alignment: form._replacing ? Qt.AlignVCenter : Qt.AlignBottom
            glyph: Glyphs.folder
            text: qsTr("Choose a file …")
            onClicked: dialog.open()
        }
    }

    RowLayout {
        spacing: Theme.spaceS

        Segments {
            label: qsTr("Format")
            choices: [
                { value: "csv", text: qsTr("CSV") },
                { value: "xlsx", text: qsTr("Excel") },
                { value: "json", text: qsTr("JSON") }
            ]
            value: form._form
            onChosen: value => form._enter(form._path.replace(/(\.(csv|xlsx|json))?$/i, "." + value))
        }

        Item {
            Layout.fillWidth: true
        }

        TextButton {
            text: qsTr("Cancel")
            onClicked: form.done()
        }

        TextButton {
            primary: true
            enabled: form._path.trim() !== ""
            text: form._replacing ? qsTr("Replace") : qsTr("Save")
            onClicked: form._save()
        }
    }

    AskFile {
        id: dialog

        FileDialog {
            title: qsTr("Export the result")
            fileMode: FileDialog.SaveFile
            nameFilters: [qsTr("CSV (*.csv)"), qsTr("Excel (*.xlsx)"), qsTr("JSON (*.json)")]
            onAccepted: form._enter(form.results.localPath(selectedFile))
        }
    }
}
