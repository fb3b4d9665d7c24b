import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Which file this is, how it stands, and what can be done with it.
Rectangle {
    id: bar

    required property Configuration config
    readonly property string _level: config.failure !== "" || config.mistakes > 0 ? "failed"
        : config.dirty || config.pending || config.busy !== "" ? "busy" : config.used ? "ok" : "unknown"

    function _state(): string {
        if (bar.config.busy === "saving")
            return qsTr("Saving …");
        if (bar.config.busy === "starting")
            return qsTr("The engine begins again …");
        if (bar.config.status !== "ready")
            return bar.config.status === "broken" ? qsTr("Not readable") : qsTr("Reading …");
        if (bar.config.mistakes > 0)
            return bar.config.mistakes === 1 ? qsTr("1 mistake") : qsTr("%1 mistakes").arg(bar.config.mistakes);
        if (bar.config.dirty)
            return qsTr("Not saved yet");
        if (bar.config.fresh)
            return qsTr("New file");
        if (bar.config.pending)
            return bar.config.running ? qsTr("Saved; restart the engine to apply it") : qsTr("Saved; no engine runs");
        if (bar.config.running && !bar.config.used)
            return qsTr("The engine runs on something else");
        return bar.config.used ? qsTr("The engine runs on it") : qsTr("Saved");
    }

    implicitHeight: content.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline

    RowLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceS

        ColumnLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceXs

            BodyText {
                Layout.fillWidth: true
                elide: Text.ElideMiddle
                text: bar.config.path
            }

            CaptionText {
                Layout.fillWidth: true
                visible: text !== ""
                color: Theme.color.failed
                text: bar.config.failure !== "" ? bar.config.failure : bar.config.mistake
            }
        }

        StatusPill {
            level: bar._level
            text: bar._state()
        }

        IconButton {
            glyph: Glyphs.undo
            text: qsTr("Undo (Ctrl+Z)")
            enabled: bar.config.undoable
            opacity: enabled ? 1 : Theme.half
            onClicked: bar.config.undo()
        }

        IconButton {
            glyph: Glyphs.redo
            text: qsTr("Redo (Ctrl+Y)")
            enabled: bar.config.redoable
            opacity: enabled ? 1 : Theme.half
            onClicked: bar.config.redo()
        }

        TextButton {
            text: qsTr("Read again")
            visible: bar.config.failure !== "" || bar.config.status === "broken"
            onClicked: bar.config.reload()
        }

        TextButton {
            text: bar.config.running ? qsTr("Restart engine") : qsTr("Start engine")
            visible: bar.config.status === "ready" && !bar.config.fresh && !bar.config.dirty && (bar.config.pending || !bar.config.used)
            enabled: bar.config.busy === ""
            strong: true
            onClicked: bar.config.apply()
        }

        TextButton {
            text: qsTr("Save")
            enabled: bar.config.saveable
            strong: enabled
            onClicked: bar.config.save()
        }
    }
}
