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

    // Wide enough for a title on one line, where it is not a whole paragraph.
    readonly property real _wanted: heading.implicitWidth <= Theme.titleMost ? Math.max(Theme.messageWidth, Math.ceil(heading.implicitWidth))
        : Theme.messageWidth

    width: Math.min(parent ? parent.width - 2 * Theme.spaceL : Theme.messageWidth, _wanted)
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
        id: heading

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
