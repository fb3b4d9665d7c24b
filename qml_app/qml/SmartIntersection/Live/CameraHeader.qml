import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A camera's name, condition, detector and figures.
RowLayout {
    id: header

    required property Camera camera
    // What a camera that is not live did last is not how it does; that of a finished file is its result.
    readonly property bool _measured: camera.status === "live" || camera.status === "ended"
    readonly property bool _plainDetector: camera.detector !== "motion" && camera.detector !== "ground-truth"

    spacing: Theme.spaceS

    TitleText {
        text: header.camera.name
        Layout.maximumWidth: header.width / 4
    }

    StatusPill {
        level: Wording.cameraLevel(header.camera.status)
        text: Wording.camera(header.camera.status)
    }

    Tag {
        text: Wording.detector(header.camera.detector)
        tone: header._plainDetector ? Theme.color.accent : Theme.color.busy
        visible: header.camera.detector !== ""
    }

    Tag {
        text: qsTr("Simulated")
        tone: Theme.color.busy
        visible: header.camera.simulated
    }

    CaptionText {
        text: header.camera.backend
        visible: header.width >= Theme.roomyHeader
        Layout.fillWidth: true
        Layout.minimumWidth: 0
    }

    Item {
        Layout.fillWidth: true
        visible: header.width < Theme.roomyHeader
    }

    Metric {
        value: header._measured && header.camera.fps > 0 ? header.camera.fps.toFixed(1) : qsTr("–")
        label: qsTr("fps")
    }

    Metric {
        value: header._measured && header.camera.latency >= 0 ? header.camera.latency.toFixed(0) : qsTr("–")
        label: qsTr("ms latency")
        visible: header.width >= Theme.labelledTile
    }

    Metric {
        value: Wording.number(header.camera.skipped)
        label: qsTr("skipped")
        alarming: header.camera.skipped > 0
        visible: header.width >= Theme.labelledTile
    }
}
