import QtCore
import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Theme

// Asks where to, saves the page's table there, and tells how it went.
RowLayout {
    id: button

    required property Exporter exporter
    required property string fileName
    // While a window is taken down there may be no exporter any more.
    readonly property string _failure: exporter?.failure ?? ""
    readonly property int _rows: exporter?.rows ?? -1
    readonly property bool _busy: exporter?.busy ?? false

    // Where one saved last, else in the user's own folder for documents, else in theirs.
    function _ask(): void {
        const documents = StandardPaths.locate(StandardPaths.DocumentsLocation, "", StandardPaths.LocateDirectory);
        const first = documents.toString() !== "" ? documents : StandardPaths.writableLocation(StandardPaths.HomeLocation);
        const folder = (dialog.asked ? dialog.currentFolder : first).toString().replace(/\/+$/, "");
        dialog.asked = true;
        dialog.currentFolder = folder;
        dialog.selectedFile = `${folder}/${button.fileName}`;
        dialog.open();
    }

    spacing: Theme.spaceM

    CaptionText {
        id: outcome

        Layout.fillWidth: true
        Layout.minimumWidth: 0
        Layout.maximumWidth: Math.min(Math.ceil(implicitWidth), Theme.messageWidth)
        horizontalAlignment: Text.AlignRight
        visible: text !== ""
        color: button._failure !== "" ? Theme.color.failed : Theme.color.textMuted
        text: button._failure !== "" ? button._failure
            : button._rows >= 0 ? qsTr("%1 rows saved").arg(Wording.number(button._rows)) : ""
        ToolTip.text: text
        ToolTip.visible: visible && truncated && (pointer.hovered || news.running)
        onTextChanged: news.restart()

        HoverHandler {
            id: pointer
        }

        Timer {
            id: news

            interval: Theme.reading
        }
    }

    TextButton {
        text: button._busy ? qsTr("Saving …") : qsTr("Save as CSV")
        enabled: !button._busy
        onClicked: button._ask()
    }

    FileDialog {
        id: dialog

        property bool asked: false

        // Qt's own dialog takes the name, but shows that of a file only which is there already.
        title: qsTr("Save as %1").arg(button.fileName)
        fileMode: FileDialog.SaveFile
        defaultSuffix: "csv"
        nameFilters: [qsTr("Tables (*.csv)")]
        onAccepted: button.exporter.save(selectedFile)
    }
}
