import QtQuick
import SmartIntersection.Recording

// The play bar of the recording in sight, and what the page's keys do with it.
PlayBar {
    id: bar

    required property LivePage page

    camera: page.camera
    player: page.player
    config: page.configuration

    Connections {
        target: bar.page

        function onToggled(): void {
            bar.toggle();
        }

        function onStepped(frames: int): void {
            bar.step(frames);
        }
    }
}
