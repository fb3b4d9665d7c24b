pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// The tip of what it is put into, as plain text: names come from files and from other machines. Nothing is made of it
// before it is shown.
Loader {
    id: tip

    required property string text
    required property bool shown
    property int delay: Theme.slow

    active: shown && text !== ""
    visible: false

    sourceComponent: ToolTip {
        id: bubble

        parent: tip.parent
        delay: tip.delay
        text: tip.text
        Component.onCompleted: open()

        contentItem: Text {
            text: bubble.text
            textFormat: Text.PlainText
            font: bubble.font
            wrapMode: Text.Wrap
            color: bubble.palette.toolTipText
        }
    }
}
