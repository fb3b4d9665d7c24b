import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Theme

// Asks where to, saves the page's table there, and tells how it went and where it is.
RowLayout {
    id: button

    required property Exporter exporter
    // Of the table, and the period it is of in milliseconds since the epoch.
    required property string name
    required property real start
    required property real end
    // Of what is to be saved: ready, loading, broken, or why there is nothing.
    required property string status
    readonly property bool empty: status !== "ready"
    // While a window is taken down there may be no exporter any more.
    readonly property string _failure: exporter?.failure ?? ""
    readonly property int _rows: exporter?.rows ?? -1
    readonly property bool _busy: exporter?.busy ?? false
    readonly property string _file: exporter?.file ?? ""

    function _ask(): void {
        button.exporter.forget();
        const name = button.exporter.named(button.name, button.start, button.end, "csv");
        if (!button.exporter.native) {
            own.ask(name);
            return;
        }
        dialog.currentFolder = button.exporter.folder;
        dialog.selectedFile = button.exporter.at(button.exporter.folder, name);
        dialog.open();
    }

    spacing: Theme.spaceM

    CaptionText {
        id: outcome

        Layout.fillWidth: true
        Layout.minimumWidth: 0
        Layout.maximumWidth: Math.min(Math.ceil(implicitWidth), Theme.messageWidth)
        horizontalAlignment: Text.AlignRight
        elide: Text.ElideMiddle
        visible: text !== ""
        color: button._failure !== "" ? Theme.color.failed : Theme.color.textMuted
        text: button._busy ? qsTr("Saving …") : button._failure !== "" ? ReasonWording.said(button._failure)
            : button._rows >= 0 ? qsTr("%1 saved to %2")
                .arg(Wording.several(button._rows, qsTr("1 row"), qsTr("%1 rows"))).arg(button._file) : ""
        onTextChanged: news.restart()

        HoverHandler {
            id: pointer
        }

        PlainTip {
            text: outcome.text
            shown: outcome.visible && outcome.truncated && (pointer.hovered || news.running)
            delay: 0
        }

        Timer {
            id: news

            interval: Theme.reading
        }
    }

    IconButton {
        visible: button._rows >= 0
        glyph: Glyphs.folder
        text: qsTr("Open folder")
        onClicked: Qt.openUrlExternally(button.exporter.folder)
    }

    TextButton {
        text: qsTr("Export …")
        enabled: !button._busy && !button.empty
        onClicked: button._ask()

        HoverHandler {
            id: over
        }

        PlainTip {
            text: qsTr("Nothing to export in this period")
            shown: button.empty && button.status !== "loading" && button.status !== "broken" && over.hovered
            delay: 0
        }
    }

    SaveDialog {
        id: own

        exporter: button.exporter
    }

    FileDialog {
        id: dialog

        title: qsTr("Export")
        fileMode: FileDialog.SaveFile
        defaultSuffix: "csv"
        nameFilters: [qsTr("CSV (*.csv)"), qsTr("Excel (*.xlsx)"), qsTr("JSON (*.json)")]
        onAccepted: button.exporter.save(selectedFile)
    }
}
