import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// What can be done with a clip, over the picture.
Rectangle {
    id: bar

    required property bool playing
    required property bool showsClip
    required property int position
    required property int duration

    signal toggled
    signal stepped(pictures: int)
    signal pictureWanted

    implicitHeight: Theme.control + Theme.spaceS
    radius: Theme.radiusS
    color: Theme.color.surface

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceXs
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceXs

        IconButton {
            glyph: bar.playing ? Glyphs.pause : Glyphs.play
            text: bar.playing ? qsTr("Pause (Space)") : qsTr("Play clip (Space)")
            onClicked: bar.toggled()
        }

        IconButton {
            enabled: bar.showsClip
            glyph: Glyphs.stepBack
            text: qsTr("Previous frame (Left)")
            onClicked: bar.stepped(-1)
        }

        IconButton {
            enabled: bar.showsClip
            glyph: Glyphs.stepOn
            text: qsTr("Next frame (Right)")
            onClicked: bar.stepped(1)
        }

        Rectangle {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.spaceS
            Layout.rightMargin: Theme.spaceS
            implicitHeight: Theme.gaugeHeight
            radius: Theme.gaugeHeight / 2
            color: Theme.color.outline

            Rectangle {
                width: bar.duration > 0 ? parent.width * Math.min(1, bar.position / bar.duration) : 0
                height: parent.height
                radius: parent.radius
                color: Theme.color.accent
            }
        }

        CaptionText {
            Layout.rightMargin: Theme.spaceS
            text: !bar.showsClip ? qsTr("Image") : bar.duration <= 0 ? ""
                : qsTr("%1 / %2 s").arg(Wording.decimal(bar.position / 1000, 1)).arg(Wording.decimal(bar.duration / 1000, 1))
        }

        IconButton {
            enabled: bar.showsClip
            glyph: Glyphs.shutter
            text: qsTr("Back to the image")
            onClicked: bar.pictureWanted()
        }
    }
}
