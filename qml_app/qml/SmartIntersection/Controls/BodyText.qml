import QtQuick
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
        id: pointer

        enabled: words.truncated
    }

    PlainTip {
        text: words.text
        shown: pointer.hovered && words.truncated
        delay: 0
    }
}
