import QtQuick
import SmartIntersection.Recording

// The play bar of the recording in sight, and what the page's keys do with it.
PlayBar {
    id: bar

    required property LivePage page
    required property LiveKeys keys

    camera: page.camera
    player: page.player
    config: page.configuration

    Connections {
        target: bar.keys

        function onToggled(): void {
            bar.toggle();
        }

        function onStepped(frames: int): void {
            bar.step(frames);
        }
    }
}
