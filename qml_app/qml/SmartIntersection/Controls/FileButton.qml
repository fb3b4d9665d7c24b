pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Theme

// Takes a file from this machine instead of a written path.
IconButton {
    id: button

    required property list<string> filters

    signal chosen(file: url)

    // Beside the box, which stands below its name.
    Layout.alignment: Qt.AlignTop
    Layout.topMargin: Math.ceil(name.height) + Theme.spaceXs
    glyph: Glyphs.folder
    text: qsTr("Choose a file")
    onClicked: dialog.open()

    FontMetrics {
        id: name

        font.pixelSize: Theme.textCaption
    }

    AskFile {
        id: dialog

        FileDialog {
            nameFilters: button.filters
            onAccepted: button.chosen(selectedFile)
        }
    }
}
