import QtQuick
import SmartIntersection.Theme

// What stands where there is nothing to show: what is the matter, and what helps.
Column {
    id: placeholder

    required property string glyph
    required property string title
    property string explanation: ""
    property color tone: Theme.color.text
    property color quietTone: Theme.color.textMuted

    width: Math.min(parent ? parent.width - 2 * Theme.spaceL : Theme.messageWidth, Theme.messageWidth)
    spacing: Theme.spaceM
    Accessible.role: Accessible.StaticText
    Accessible.name: title
    Accessible.description: explanation

    Glyph {
        anchors.horizontalCenter: parent.horizontalCenter
        path: placeholder.glyph
        size: Theme.glyphLarge
        color: placeholder.quietTone
    }

    TitleText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.Wrap
        color: placeholder.tone
        font.pixelSize: Theme.textTitle
        text: placeholder.title
        Accessible.ignored: true
    }

    HintText {
        width: parent.width
        horizontalAlignment: Text.AlignHCenter
        color: placeholder.quietTone
        text: placeholder.explanation
        visible: text !== ""
        Accessible.ignored: true
    }
}
