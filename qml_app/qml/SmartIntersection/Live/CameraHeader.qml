import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A camera's name, condition, detector and figures.
RowLayout {
    id: header

    required property Camera camera
    property bool enlargeable: false
    property bool enlarged: false
    // Of one that is not reached the name is worth more than its detector.
    readonly property bool _sees: !["reconnecting", "failed"].includes(camera.status)
    readonly property bool _plainDetector: camera.detector !== "motion" && camera.detector !== "ground-truth"

    // What its parts take at the least, with the condition in words.
    readonly property real _least: Math.min(name.implicitWidth, width * 0.3) + words.implicitWidth + 4 * Theme.spaceS
        + (detector.visible ? detector.Layout.minimumWidth + spacing : 0) + (simulated.visible ? simulated.implicitWidth + spacing : 0)
        + 2 * (Theme.control + spacing) + spacing

    // The detector in full, where name and all the rest are too.
    readonly property bool _spoken: width >= Theme.roomyHeader && name.implicitWidth + words.implicitWidth + 4 * Theme.spaceS
        + worded.implicitWidth + (simulated.visible ? simulated.implicitWidth + spacing : 0) + 2 * (Theme.control + spacing) + 2 * spacing <= width

    // Figures make way for names, tags and buttons.
    readonly property bool _roomy: width >= Theme.roomyHeader && _least + figures.implicitWidth + 4 * Theme.spaceS <= width

    signal enlarge
    signal picture

    spacing: Theme.spaceS

    HoverHandler {
        id: pointer
    }

    // What a narrow header has no room for.
    PlainTip {
        text: LiveWording.figures(header.camera.fps, header.camera.latency, header.camera.skipped, Wording.detector(header.camera.detector))
        shown: pointer.hovered && !header._roomy && header.camera.fps > 0
    }

    BodyText {
        id: figures

        visible: false
        text: LiveWording.figures(header.camera.fps, header.camera.latency, header.camera.skipped, "")
    }

    Tag {
        id: worded

        visible: false
        text: Wording.detector(header.camera.detector)
    }

    BodyText {
        id: words

        visible: false
        text: LiveWording.camera(header.camera.status)
    }

    TitleText {
        id: name

        text: header.camera.name
        Layout.fillWidth: true
        // What is simulated says so before it says its name.
        Layout.minimumWidth: header.camera.simulated && header.width < Theme.smallTile ? 0
            : Math.min(Math.ceil(implicitWidth), header.width * 0.3)
        Layout.maximumWidth: Math.ceil(implicitWidth)
    }

    StatusPill {
        level: header.camera.level
        text: LiveWording.camera(header.camera.status)
        terse: header.width < header._least
    }

    Tag {
        id: detector

        text: header._spoken ? worded.text : LiveWording.detector(header.camera.detector)
        tone: header._plainDetector ? Theme.color.accent : Theme.color.busy
        visible: header.camera.detector !== "" && header._sees
            && header.width >= (header._plainDetector || header.camera.simulated ? Theme.labelledTile : Theme.smallTile)
        Layout.fillWidth: true
        Layout.minimumWidth: Math.min(Math.ceil(implicitWidth), header.width / 4)
        Layout.maximumWidth: implicitWidth
    }

    Tag {
        id: simulated

        text: qsTr("Simulated")
        tone: Theme.color.busy
        visible: header.camera.simulated // at whatever width: what is shown is no street
    }

    CaptionText {
        text: header._plainDetector && detector.visible ? LiveWording.runtime(header.camera.backend) : ""  // the tag says it all
        visible: header._roomy
        Layout.fillWidth: true
        Layout.minimumWidth: 0
    }

    Item {
        Layout.fillWidth: true
        visible: !header._roomy
    }

    Metric {
        value: Wording.decimal(header.camera.fps, 1)
        label: qsTr("fps")
        visible: header._roomy && header.camera.fps > 0 && header.camera.status !== "ended"
    }

    Metric {
        value: Wording.decimal(header.camera.latency, 0)
        label: qsTr("ms latency")
        visible: header._roomy && !header.camera.recorded && header.camera.latency >= 0
    }

    Metric {
        value: Wording.number(header.camera.skipped)
        label: qsTr("skipped")
        alarming: header.camera.skipped > 0
        visible: header._roomy && header.camera.skipped >= 0
    }

    IconButton {
        glyph: Glyphs.shutter
        text: qsTr("Save image of %1").arg(header.camera.name)
        enabled: header.camera.pictureSize.width > 0
        onClicked: header.picture()
    }

    IconButton {
        visible: header.enlargeable
        glyph: header.enlarged ? Glyphs.grid : Glyphs.enlarge
        text: header.enlarged ? qsTr("All cameras (Esc)") : qsTr("Enlarge %1").arg(header.camera.name)
        onClicked: header.enlarge()
    }
}
