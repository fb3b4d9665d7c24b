import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// When a recording was made, where that is known from, and the way to correct it.
RowLayout {
    id: line

    required property Configuration config
    required property Camera camera
    // While a window is taken down there may be no camera any more.
    readonly property var _playback: camera?.playback ?? ({})
    readonly property real _moment: Date.parse(_playback.recorded_at ?? "")
    property bool _editing: false
    property string _text: ""
    property bool _wrong: false

    signal edited

    function _begin(): void {
        line._text = Formats.moment(line._moment);
        line._wrong = false;
        line._editing = true;
        box.edit();
    }

    // The site's time without a zone, as everything on the screen is.
    function _keep(): void {
        const found = SiteClock.read(line._text);
        line._wrong = isNaN(found);
        if (line._wrong)
            return;
        line._editing = false;
        line.edited();
        line.config.select(line.camera.name);
        line.config.set(`${line.config.place}.recorded_at`, new Date(found).toISOString());
    }

    spacing: Theme.spaceS

    BodyText {
        Layout.fillWidth: true
        Layout.minimumWidth: 0
        Layout.maximumWidth: Math.ceil(implicitWidth)
        visible: !line._editing && !isNaN(line._moment)
        color: Theme.color.textMuted
        text: qsTr("Recorded %1 – %2").arg(RecordingWording.moment(line._moment))
            .arg(RecordingWording.origin(line._playback.recorded_from ?? ""))
    }

    TextButton {
        visible: !line._editing
        text: qsTr("Change …")
        Accessible.description: qsTr("Set the recording time")
        onClicked: line._begin()
    }

    TextBox {
        id: box

        Layout.preferredWidth: Theme.cardWidth
        visible: line._editing
        label: qsTr("First frame recorded at (local time)")
        value: line._text
        problem: line._wrong ? qsTr("Enter date and time, such as 2026-05-04 07:30:00.") : ""
        Keys.onReturnPressed: line._keep()
        Keys.onEnterPressed: line._keep()
        Keys.onEscapePressed: line._editing = false
        onEdited: text => line._text = text
    }

    TextButton {
        Layout.alignment: Qt.AlignBottom
        visible: line._editing
        primary: true
        text: qsTr("Apply")
        onClicked: line._keep()
    }

    TextButton {
        Layout.alignment: Qt.AlignBottom
        visible: line._editing
        text: qsTr("Cancel")
        onClicked: line._editing = false
    }
}
