import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a signal shows in the picture above, and how clearly; of one that is not seen, what the engine holds it for.
RowLayout {
    id: reading

    required property SignalEditor editor
    readonly property bool _known: editor.state !== ""

    spacing: Theme.spaceS

    Rectangle {
        implicitWidth: Theme.lampSize
        implicitHeight: Theme.lampSize
        radius: Theme.lampSize / 2
        color: reading._known && reading.editor.state !== "unknown" ? SettingsWording.lampColour(reading.editor.state)
            : Theme.color.lampDark
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    HintText {
        Layout.fillWidth: true
        text: !reading._known ? qsTr("Current state: available while the engine runs.")
            : reading.editor.state === "unknown" ? (reading.editor.seen
                ? qsTr("No state recognised in this image. Check that each outline covers its lamp.")
                : qsTr("Current state: unknown."))
            : reading.editor.sure < 0 ? qsTr("Current state: %1").arg(Wording.lamp(reading.editor.state))
            : reading.editor.sure >= Theme.half ? qsTr("In this image: %1, clearly visible").arg(Wording.lamp(reading.editor.state))
            : qsTr("In this image: %1, barely distinguishable").arg(Wording.lamp(reading.editor.state))
        wrapMode: Text.Wrap
    }
}
