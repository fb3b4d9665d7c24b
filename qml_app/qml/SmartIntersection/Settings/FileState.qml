import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Which file this is, how it stands, and having the engine run on it.
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

    TextButton {
        text: bar.config.running ? qsTr("Restart engine") : qsTr("Start engine")
        Accessible.description: bar.config.saveable ? qsTr("What was changed is saved first.") : ""
        ToolTip.text: Accessible.description
        ToolTip.visible: (hovered || visualFocus) && ToolTip.text !== ""
        visible: bar.config.status === "ready" && (bar.config.dirty || bar.config.fresh || bar.config.pending || !bar.config.used)
        enabled: bar.config.busy === "" && bar.config.mistakes === 0
        strong: true
        onClicked: bar.config.apply()
    }

    CaptionText {
        Layout.fillWidth: true
        color: told !== "" ? Theme.color.failed : Theme.color.textMuted
        elide: told !== "" ? Text.ElideRight : Text.ElideMiddle
        text: told !== "" ? told : bar.config.shownPath

        readonly property string told: bar.config.failure !== "" || bar.config.mistake === "" ? bar.config.failure
            : SettingsWording.mistake(bar.config.mistake, bar.config.refusal(bar.config.mistake))
    }
}
