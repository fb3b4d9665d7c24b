pragma ComponentBehavior: Bound

import QtQuick
import QtMultimedia
import SmartIntersection.Backend

// A short clip over and over, step by step if wanted.
Item {
    id: player

    required property url source
    readonly property bool playing: media.playing
    readonly property int position: media.position
    readonly property int duration: media.duration
    readonly property string problem: media.errorString
    // Milliseconds between two pictures of a clip.
    readonly property int _picture: 200

    function toggle(): void {
        if (media.playing)
            media.pause();
        else
            media.play();
    }

    function step(pictures: int): void {
        media.pause();
        seek(media.position + pictures * player._picture);
    }

    function seek(milliseconds: int): void {
        media.position = Math.max(0, Math.min(media.duration - 1, milliseconds));
    }

    MediaPlayer {
        id: media

        autoPlay: true
        loops: MediaPlayer.Infinite
        source: player.source
        videoOutput: screen.item
    }

    // VideoOutput stays black on the software renderer.
    Loader {
        id: screen

        anchors.fill: parent
        sourceComponent: GraphicsInfo.api === GraphicsInfo.Unknown ? null
            : GraphicsInfo.api === GraphicsInfo.Software ? painted : accelerated
    }

    Component {
        id: accelerated

        VideoOutput {
            fillMode: VideoOutput.PreserveAspectFit
        }
    }

    Component {
        id: painted

        PaintedVideo {
        }
    }
}
