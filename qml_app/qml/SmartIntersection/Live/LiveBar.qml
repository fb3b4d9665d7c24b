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

    signal turned(step: int)
    signal pauseToggled

    spacing: Theme.spaceS

    Segments {
        visible: bar.several
        label: qsTr("Cameras at a time")
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

    Item {
        Layout.fillWidth: true
    }

    StatusPill {
        visible: bar.paused
        level: "busy"
        text: qsTr("Paused, counting goes on")
    }

    IconButton {
        glyph: bar.paused ? Glyphs.play : Glyphs.pause
        text: bar.paused ? qsTr("Go on (P)") : qsTr("Hold the pictures (P)")
        checked: bar.paused
        onClicked: bar.pauseToggled()
    }

    IconButton {
        id: opener

        glyph: Glyphs.layers
        text: qsTr("What is drawn over the picture")
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
