import QtQuick
import QtQuick.Dialogs
import SmartIntersection.Backend
import SmartIntersection.Theme

// Asks where to, saves the page's table there, and tells how it went.
Row {
    id: button

    required property Exporter exporter
    required property string fileName
    // While a window is taken down there may be no exporter any more.
    readonly property string _failure: exporter?.failure ?? ""
    readonly property int _rows: exporter?.rows ?? -1
    readonly property bool _busy: exporter?.busy ?? false

    spacing: Theme.spaceM

    CaptionText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Theme.messageWidth)
        color: button._failure !== "" ? Theme.color.failed : Theme.color.textMuted
        text: button._failure !== "" ? button._failure
            : button._rows >= 0 ? qsTr("%1 rows saved").arg(Wording.number(button._rows)) : ""
    }

    TextButton {
        text: button._busy ? qsTr("Saving …") : qsTr("Save as CSV")
        enabled: !button._busy
        onClicked: dialog.open()
    }

    FileDialog {
        id: dialog

        fileMode: FileDialog.SaveFile
        defaultSuffix: "csv"
        nameFilters: [qsTr("Tables (*.csv)")]
        selectedFile: currentFolder + "/" + button.fileName
        onAccepted: button.exporter.save(selectedFile)
    }
}
