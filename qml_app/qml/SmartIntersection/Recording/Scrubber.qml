import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// Where in the recording one is, and the way to somewhere else. Arrow keys go five seconds.
Slider {
    id: scrubber

    required property real at
    required property real length
    property bool seekable: true
    // Where it was dragged to, until the engine has come there.
    property real _wanted: -1

    signal sought(seconds: real)

    function _go(): void {
        scrubber._wanted = scrubber.value;
        later.restart();
    }

    from: 0
    to: Math.max(length, 0.001)
    stepSize: 5
    snapMode: Slider.NoSnap
    live: true
    enabled: seekable && length > 0
    implicitHeight: Theme.control
    Accessible.name: qsTr("Position in the recording")
    onMoved: scrubber._go()

    Binding {
        target: scrubber
        property: "value"
        value: scrubber._wanted >= 0 ? scrubber._wanted : scrubber.at
        when: !scrubber.pressed
        restoreMode: Binding.RestoreNone
    }

    // Not each step of the mouse is asked for; the last one is.
    Timer {
        id: later

        interval: Theme.quick
        onTriggered: {
            scrubber.sought(scrubber._wanted);
            settle.restart();
        }
    }

    Timer {
        id: settle

        interval: Theme.slow
        onTriggered: scrubber._wanted = -1
    }

    background: Rectangle {
        x: scrubber.leftPadding
        y: scrubber.topPadding + (scrubber.availableHeight - height) / 2
        width: scrubber.availableWidth
        height: Theme.gauge
        radius: height / 2
        color: Theme.color.outline

        Rectangle {
            width: scrubber.visualPosition * parent.width
            height: parent.height
            radius: parent.radius
            color: Theme.color.accent
        }
    }

    handle: Rectangle {
        x: scrubber.leftPadding + scrubber.visualPosition * (scrubber.availableWidth - width)
        y: scrubber.topPadding + (scrubber.availableHeight - height) / 2
        width: Theme.glyph
        height: width
        radius: width / 2
        visible: scrubber.enabled
        color: scrubber.pressed ? Theme.color.focus : Theme.color.accent
        border.color: scrubber.visualFocus ? Theme.color.text : Theme.color.surface
        border.width: Theme.focusRing
    }
}
