pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What is shown of the cameras, and how: how many at a time, which page of them, moving or held, with what drawn over.
RowLayout {
    id: bar

    required property Preferences preferences
    required property int pages
    required property int number
    required property bool paused
    required property bool several
    // Whether there are pictures at all; what is drawn on the only one can be changed; something else can be opened.
    property bool shown: true
    // Whether what passes is counted while the pictures are held, and whether a play bar holds them already.
    property bool counting: true
    property bool playable: false
    property bool editable: false
    property bool openable: false

    signal turned(step: int)
    signal pauseToggled
    signal edit
    signal open

    spacing: Theme.spaceS
    onVisibleChanged: if (!visible) menu.close() // another page was opened by its key

    Segments {
        visible: bar.several
        label: qsTr("Cameras per page")
        choices: [1, 4, 9].map(count => ({ value: String(count), text: Wording.number(count) }))
        value: String(bar.preferences.grid)
        onChosen: value => bar.preferences.grid = Number(value)
    }

    IconButton {
        visible: bar.pages > 1
        glyph: Glyphs.back
        text: qsTr("Previous cameras (Page Up)")
        enabled: bar.number > 0
        onClicked: bar.turned(-1)
    }

    CaptionText {
        visible: bar.pages > 1
        text: qsTr("%1 of %2").arg(bar.number + 1).arg(bar.pages)
    }

    IconButton {
        visible: bar.pages > 1
        glyph: Glyphs.forward
        text: qsTr("Next cameras (Page Down)")
        enabled: bar.number < bar.pages - 1
        onClicked: bar.turned(1)
    }

    TextButton {
        visible: bar.openable
        text: qsTr("Open …")
        Accessible.description: qsTr("Opens a video, adds a camera or shows the simulated intersection")
        onClicked: bar.open()
    }

    TextButton {
        visible: bar.editable
        text: qsTr("Edit lines and zones")
        onClicked: bar.edit()
    }

    Item {
        Layout.fillWidth: true
    }

    StatusPill {
        Layout.fillWidth: true
        Layout.maximumWidth: Math.ceil(implicitWidth)
        Layout.minimumWidth: Theme.control
        visible: bar.paused
        level: "busy"
        text: bar.counting ? qsTr("Image frozen – counting continues") : qsTr("Image frozen")
    }

    IconButton {
        visible: bar.shown && (bar.paused || !bar.playable)
        glyph: bar.paused ? Glyphs.play : Glyphs.pause
        text: bar.paused ? qsTr("Resume (P)") : qsTr("Freeze (P)")
        checked: bar.paused
        onClicked: bar.pauseToggled()
    }

    IconButton {
        id: opener

        visible: bar.shown
        glyph: Glyphs.layers
        text: qsTr("Overlays")
        checked: menu.visible
        onClicked: menu.visible ? menu.close() : menu.open()

        LayerMenu {
            id: menu

            x: opener.width - width
            y: opener.height + Theme.spaceXs
            preferences: bar.preferences
        }
    }
}
