import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Whether the engine runs on what stands here, and which file keeps it.
RowLayout {
    id: bar

    required property Configuration config
    readonly property string _name: config.path.split(/[\\/]/).pop()
    readonly property string _level: config.failure !== "" || config.mistakes > 0 || config.status === "broken" ? "failed"
        : config.busy !== "" || config.applying || !config.kept || config.running && !config.responding ? "busy" : config.running ? "ok" : "unknown"

    signal saveAs

    function _state(): string {
        switch (bar.config.busy) {
        case "saving": return qsTr("Saving …");
        case "starting": return qsTr("Starting engine …");
        case "reading": return qsTr("Loading …");
        }
        if (bar.config.status !== "ready")
            return bar.config.status === "broken" ? qsTr("Cannot read the file") : qsTr("Loading …");
        if (bar.config.mistakes > 0)
            return bar._errors() + (bar.config.running ? qsTr("; the last valid settings stay active") : "");
        if (bar.config.refused)
            return qsTr("Not applied");
        if (bar.config.running && !bar.config.responding)
            return bar.config.kept ? qsTr("Saved in %1; engine not responding").arg(bar._name)
                : qsTr("Not saved; engine not responding");
        if (bar.config.applying && bar.config.running)
            return qsTr("Applying …");
        if (bar.config.running)
            return bar.config.kept ? qsTr("Running, saved in %1").arg(bar._name) : qsTr("Running, not saved");
        return bar.config.kept ? qsTr("Saved in %1; engine stopped").arg(bar._name) : qsTr("Not saved; engine stopped");
    }

    function _errors(): string {
        return bar.config.mistakes === 1 ? qsTr("1 error") : qsTr("%1 errors").arg(bar.config.mistakes);
    }

    Layout.minimumHeight: Theme.control  // what is below stays where it is when a button comes
    spacing: Theme.spaceM

    // First, so that no change of words beside it moves it.
    TextButton {
        text: bar.config.running ? qsTr("Try again") : qsTr("Start engine")
        visible: bar.config.status === "ready" && (!bar.config.running || bar.config.refused)
        enabled: bar.config.fit
        strong: true
        onClicked: bar.config.start()
    }

    StatusPill {
        level: bar._level
        text: bar._state()
    }

    CaptionText {
        Layout.fillWidth: true
        color: told !== "" ? Theme.color.failed : Theme.color.textMuted
        elide: told !== "" ? Text.ElideRight : Text.ElideMiddle
        text: told !== "" ? told : bar.config.shownPath

        readonly property string told: bar.config.failure !== "" || bar.config.mistake === "" ? ReasonWording.said(bar.config.failure)
            : SettingsWording.mistake(bar.config)
    }

    TextButton {
        text: qsTr("Save as …")
        enabled: bar.config.fit
        onClicked: bar.saveAs()
    }
}
