import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Which file this is, and how it stands.
RowLayout {
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

    spacing: Theme.spaceM

    StatusPill {
        level: bar._level
        text: bar._state()
    }

    CaptionText {
        Layout.fillWidth: true
        color: told !== "" ? Theme.color.failed : Theme.color.textMuted
        elide: told !== "" ? Text.ElideRight : Text.ElideMiddle
        text: told !== "" ? told : bar.config.shownPath

        readonly property string told: bar.config.failure !== "" ? bar.config.failure : bar.config.mistake
    }
}
