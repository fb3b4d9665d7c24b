pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// The picture of a violation and its clip. Space plays and pauses, left and right go step by step.
FocusScope {
    id: viewer

    required property url picture
    required property url video
    // What to say where there is neither.
    required property string missing
    // What is not there of a picture and a clip, in words.
    required property list<string> lacks
    // Where the road user was, in the picture's pixels; nothing if that is not known.
    required property var spot
    property bool showsClip: false
    readonly property bool _hasPicture: picture.toString() !== ""
    readonly property bool _hasVideo: video.toString() !== ""
    readonly property ClipPlayer _player: player.item as ClipPlayer
    readonly property bool _playing: viewer._player?.playing ?? false
    readonly property string _problem: viewer._player?.problem ?? ""

    function toggle(): void {
        if (viewer.showsClip)
            viewer._player?.toggle();
        else
            viewer.showsClip = viewer._hasVideo;
    }

    function zoom(): void {
        if (still.visible)
            still.toggle();
    }

    function step(pictures: int): void {
        if (viewer.showsClip)
            viewer._player?.step(pictures);
    }

    onPictureChanged: viewer.showsClip = false
    activeFocusOnTab: _hasVideo
    Keys.onSpacePressed: viewer.toggle()
    Keys.onLeftPressed: viewer.step(-1)
    Keys.onRightPressed: viewer.step(1)
    Accessible.role: Accessible.Graphic
    Accessible.name: viewer._hasPicture ? qsTr("Evidence image") : qsTr("No evidence")
    Accessible.description: viewer.missing

    Rectangle {
        anchors.fill: parent
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: viewer.activeFocus ? Theme.color.focus : Theme.color.outline
        border.width: viewer.activeFocus ? Theme.focusRing : Theme.hairline
        clip: true

        Rectangle {
            id: stage

            anchors.fill: parent
            anchors.margins: Theme.focusRing
            anchors.bottomMargin: Theme.focusRing + (viewer._hasVideo ? playBar.height : 0)
            radius: Theme.radiusM - Theme.focusRing
            color: Theme.color.videoBackground
        }

        EvidencePicture {
            id: still

            anchors.fill: stage
            source: viewer.picture
            spot: viewer.spot
            visible: viewer._hasPicture && !viewer.showsClip
        }

        IconButton {
            anchors.top: stage.top
            anchors.right: stage.right
            anchors.margins: Theme.spaceS
            visible: still.visible
            onPicture: true
            checked: still.zoomed
            glyph: still.zoomed ? Glyphs.minus : Glyphs.enlarge
            text: still.zoomed ? qsTr("Show full image (Z)") : qsTr("Zoom in on the road user (Z)")
            onClicked: still.toggle()
        }

        Loader {
            id: player

            anchors.fill: stage
            active: viewer.showsClip
            sourceComponent: ClipPlayer {
                source: viewer.video
            }
        }

        Placeholder {
            anchors.centerIn: parent
            visible: viewer.missing !== "" || viewer._problem !== ""
            glyph: Glyphs.camera
            tone: Theme.color.videoText
            quietTone: Theme.color.videoTextMuted
            title: viewer.missing !== "" ? qsTr("No evidence") : qsTr("Cannot play the clip")
            explanation: viewer.missing !== "" ? viewer.missing : viewer._problem
        }

        Rectangle {
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: viewer._hasVideo ? playBar.top : parent.bottom
            anchors.margins: Theme.focusRing
            height: lacking.implicitHeight + 2 * Theme.spaceS
            visible: viewer.lacks.length > 0 && viewer.missing === ""
            color: Theme.color.surface

            BodyText {
                id: lacking

                anchors.fill: parent
                anchors.margins: Theme.spaceS
                wrapMode: Text.Wrap
                text: viewer.lacks.join("\n")
            }
        }

        PlayBar {
            id: playBar

            anchors.left: parent.left
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.focusRing
            visible: viewer._hasVideo
            playing: viewer._playing
            showsClip: viewer.showsClip
            position: viewer._player?.position ?? 0
            duration: viewer._player?.duration ?? 0
            onToggled: viewer.toggle()
            onStepped: pictures => viewer.step(pictures)
            onPictureWanted: viewer.showsClip = false
        }
    }
}
