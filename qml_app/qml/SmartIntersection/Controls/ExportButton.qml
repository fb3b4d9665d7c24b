import QtQuick
import QtQuick.Dialogs
import SmartIntersection.Backend
import SmartIntersection.Theme

// Asks where to, saves the page's table there, and tells how it went.
Row {
    id: button

    required property Exporter exporter
    required property string fileName

    spacing: Theme.spaceM

    CaptionText {
        anchors.verticalCenter: parent.verticalCenter
        width: Math.min(implicitWidth, Theme.messageWidth)
        color: button.exporter.failure !== "" ? Theme.color.failed : Theme.color.textMuted
        text: button.exporter.failure !== "" ? button.exporter.failure
            : button.exporter.rows >= 0 ? qsTr("%1 rows saved").arg(Wording.number(button.exporter.rows)) : ""
    }

    TextButton {
        text: button.exporter.busy ? qsTr("Saving …") : qsTr("Save as CSV")
        enabled: !button.exporter.busy
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
