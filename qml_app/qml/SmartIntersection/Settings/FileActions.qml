import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What can be done with the file.
RowLayout {
    id: actions

    required property Configuration config

    spacing: Theme.spaceXs

    IconButton {
        glyph: Glyphs.undo
        text: qsTr("Undo (Ctrl+Z)")
        enabled: actions.config.undoable
        onClicked: actions.config.undo()
    }

    IconButton {
        glyph: Glyphs.redo
        text: qsTr("Redo (Ctrl+Y)")
        enabled: actions.config.redoable
        onClicked: actions.config.redo()
    }

    TextButton {
        text: qsTr("Reload")
        visible: actions.config.failure !== "" || actions.config.status === "broken"
        onClicked: actions.config.reload()
    }

    TextButton {
        text: qsTr("Save")
        enabled: actions.config.saveable
        primary: enabled
        onClicked: actions.config.save()
    }
}
