import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// While lines and zones are drawn on the picture: what a click does now, the way back, and the end of it.
Rectangle {
    id: bar

    required property Configuration config
    required property bool ready
    property bool countable: false
    // It is being counted: what is drawn is applied at once, and what was passed before is counted by counting again only.
    property bool counting: false
    readonly property SceneEditor _editor: config.scene

    signal done
    signal count

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: Theme.color.accentSoft
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Drawing")

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.spaceS
        anchors.leftMargin: Theme.spaceL
        spacing: Theme.spaceS

        BodyText {
            Layout.fillWidth: true
            color: bar.config.mistakes > 0 || bar.config.failure !== "" ? Theme.color.failed : Theme.color.text
            text: bar.config.failure !== "" ? ReasonWording.said(bar.config.failure)
                : bar.config.fileProblem !== "" ? ReasonWording.said(bar.config.fileProblem)
                : !bar.ready ? qsTr("Waiting for the image …")
                : bar.config.mistakes > 0 ? qsTr("Not applied. Correct the marked entries.")
                : bar._editor.drawing === "lines"
                    ? qsTr("Drag from one side of the road to the other, or click both ends. Enter places a line in the centre, Esc cancels.")
                : bar._editor.drawing === "zones"
                    ? qsTr("Click the corners; click the first again or press Enter to finish. Esc cancels.")
                : qsTr("Drag points to move them; double-click a line to add one. Del removes the selection.")
            wrapMode: Text.Wrap
        }

        IconButton {
            glyph: Glyphs.undo
            text: qsTr("Undo (Ctrl+Z)")
            enabled: bar.config.undoable
            onClicked: bar.config.undo()
        }

        IconButton {
            glyph: Glyphs.redo
            text: qsTr("Redo (Ctrl+Y)")
            enabled: bar.config.redoable
            onClicked: bar.config.redo()
        }

        TextButton {
            text: qsTr("Save")
            Accessible.description: qsTr("Saves the settings to a file")
            enabled: bar.config.saveable
            onClicked: bar.config.save()
        }

        TextButton {
            primary: !bar.countable || bar.counting
            text: qsTr("Done")
            onClicked: bar.done()
        }

        TextButton {
            visible: bar.countable
            primary: !bar.counting
            text: bar.counting ? qsTr("Count again") : qsTr("Count")
            enabled: bar.config.mistakes === 0
            onClicked: bar.count()
        }
    }
}
