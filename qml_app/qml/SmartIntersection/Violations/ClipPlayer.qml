import QtQuick
import SmartIntersection.Backend

// A short clip over and over, step by step if wanted.
Item {
    id: player

    required property url source
    readonly property bool playing: clip.playing
    readonly property int position: clip.elapsed
    readonly property int duration: clip.duration
    readonly property string problem: clip.damaged ? qsTr("The file is damaged or missing.") : ""

    function toggle(): void {
        if (clip.playing)
            clip.pause();
        else
            clip.play();
    }

    function step(pictures: int): void {
        clip.step(pictures);
    }

    Clip {
        id: clip

        source: player.source
    }

    Image {
        anchors.fill: parent
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectFit
        mipmap: true
        retainWhileLoading: true
        source: clip.frame
    }
}
