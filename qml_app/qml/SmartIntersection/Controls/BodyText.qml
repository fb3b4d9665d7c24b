import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Theme

// Running text. Figures have one width, so that changing numbers do not dance. What is cut off is told in a tip.
Text {
    id: words

    color: Theme.color.text
    elide: Text.ElideRight
    font.features: ({ "tnum": 1 })
    font.pixelSize: Theme.textBody
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter

    HoverHandler {
        enabled: words.truncated
        onHoveredChanged: hovered ? words.ToolTip.show(words.text) : words.ToolTip.hide()
    }
}
