import QtQuick
import SmartIntersection.Theme

// Running text. Figures have one width, so that changing numbers do not dance.
Text {
    color: Theme.color.text
    elide: Text.ElideRight
    font.features: ({ "tnum": 1 })
    font.pixelSize: Theme.textBody
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
}
