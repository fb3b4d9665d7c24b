pragma ComponentBehavior: Bound

import QtCore
import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A recording from this machine: chosen in the system's dialog, or by its path.
ColumnLayout {
    id: form

    required property Opening opening
    property string _path: ""

    function choose(): void {
        files.open();
    }

    function _openPath(): void {
        if (form._path.trim() !== "")
            form.opening.open(form._path);
    }

    spacing: Theme.spaceS

    RowLayout {
        spacing: Theme.spaceS

        TextBox {
            Layout.fillWidth: true
            label: qsTr("Or enter a path: a file, a folder, or a pattern such as recordings/*.mp4")
            value: form._path
            Keys.onReturnPressed: form._openPath()
            Keys.onEnterPressed: form._openPath()
            onEdited: text => form._path = text
        }

        TextButton {
            Layout.alignment: Qt.AlignBottom
            text: qsTr("Open")
            enabled: form._path.trim() !== "" && form.opening.busy === ""
            onClicked: form._openPath()
        }

        TextButton {
            Layout.alignment: Qt.AlignBottom
            text: qsTr("Choose folder …")
            enabled: form.opening.busy === ""
            onClicked: folder.open()
        }
    }

    AskFile {
        id: files

        FileDialog {
            title: qsTr("Open video")
            fileMode: FileDialog.OpenFiles
            currentFolder: StandardPaths.writableLocation(StandardPaths.MoviesLocation)
            nameFilters: SettingsWording.videos(form.opening.endings)
            onAccepted: form.opening.openFiles(selectedFiles)
        }
    }

    AskFile {
        id: folder

        FolderDialog {
            title: qsTr("Open a folder of videos")
            currentFolder: StandardPaths.writableLocation(StandardPaths.MoviesLocation)
            onAccepted: form.opening.openFiles([selectedFolder])
        }
    }
}
