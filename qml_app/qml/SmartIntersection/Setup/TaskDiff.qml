pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// The differences of a text, line by line.
Rectangle {
    id: view

    required property string diff
    readonly property list<string> _lines: diff.split("\n")

    function _tone(line: string): color {
        return line.startsWith("+") ? Theme.color.ok : line.startsWith("-") ? Theme.color.failed : Theme.color.textMuted;
    }

    implicitHeight: lines.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusS
    color: Theme.color.raised
    Accessible.role: Accessible.StaticText
    Accessible.name: diff

    Column {
        id: lines

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        anchors.margins: Theme.spaceS

        Repeater {
            model: view._lines.slice(0, Theme.diffLines)

            CaptionText {
                required property string modelData

                width: lines.width
                color: view._tone(modelData)
                font.family: Theme.monospace
                text: modelData
                Accessible.ignored: true
            }
        }

        CaptionText {
            visible: view._lines.length > Theme.diffLines
            text: qsTr("… %1 more lines").arg(view._lines.length - Theme.diffLines)
        }
    }
}
