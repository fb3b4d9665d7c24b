import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A recording is played with it: play, step, scrub, speed; and it says what becomes of what is seen.
Rectangle {
    id: bar

    required property Camera camera
    required property Player player
    required property Configuration config
    readonly property var _playback: camera.playback
    // A count that broke off counts no more.
    readonly property bool _broken: _playback.mode === "count" && camera.status === "failed"
    readonly property bool counting: _playback.mode === "count" && !_broken
    readonly property bool _playing: _playback.playing === true
    readonly property bool _roomy: width >= Theme.roomyHeader
    readonly property real _position: _playback.position_s ?? 0
    readonly property real _length: _playback.length_s ?? 0
    readonly property real _moment: Date.parse(_playback.moment ?? "")

    signal edited

    function toggle(): void {
        if (bar._playing)
            bar.player.pause(bar.camera.name);
        else
            bar.player.play(bar.camera.name);
    }

    function step(frames: int): void {
        if (!bar.counting)
            bar.player.step(bar.camera.name, frames);
    }

    implicitHeight: rows.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline
    Accessible.role: Accessible.ToolBar
    Accessible.name: qsTr("Playback of %1").arg(camera.name)

    ColumnLayout {
        id: rows

        anchors.fill: parent
        anchors.margins: Theme.spaceS
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceXs

        RowLayout {
            spacing: Theme.spaceXs

            IconButton {
                glyph: bar._playing ? Glyphs.pause : Glyphs.play
                text: bar._playing ? qsTr("Pause (Space)") : qsTr("Play (Space)")
                onClicked: bar.toggle()
            }

            IconButton {
                enabled: !bar.counting
                glyph: Glyphs.stepBack
                text: qsTr("Previous frame (,)")
                onClicked: bar.step(-1)
            }

            IconButton {
                enabled: !bar.counting
                glyph: Glyphs.stepOn
                text: qsTr("Next frame (.)")
                onClicked: bar.step(1)
            }

            BodyText {
                Layout.leftMargin: Theme.spaceS
                text: bar._length > 0
                    ? qsTr("%1 / %2").arg(RecordingWording.span(bar._position)).arg(RecordingWording.span(bar._length))
                    : RecordingWording.span(bar._position)
            }

            Scrubber {
                Layout.fillWidth: true
                Layout.leftMargin: Theme.spaceS
                Layout.rightMargin: Theme.spaceS
                at: bar._position
                length: bar._length
                // Counting goes from the first picture to the last.
                seekable: !bar.counting
                onSought: seconds => bar.player.seek(bar.camera.name, seconds)
            }

            BodyText {
                visible: !isNaN(bar._moment) && bar._roomy
                text: RecordingWording.clock(bar._moment)
                Accessible.name: qsTr("Recorded at %1").arg(text)
            }

            Picker {
                Layout.leftMargin: Theme.spaceS
                Layout.preferredWidth: Theme.pickerLeast
                label: qsTr("Playback speed")
                choices: RecordingWording.speeds.map(one => ({ value: String(one), text: RecordingWording.speed(one) }))
                chosenValue: String(bar._playback.speed ?? 1)
                onChosen: value => bar.player.speed(bar.camera.name, Number(value))
            }
        }

        GridLayout {
            Layout.fillWidth: true
            columns: going.implicitWidth + recorded.implicitWidth + columnSpacing <= width ? 2 : 1
            columnSpacing: Theme.spaceM
            rowSpacing: Theme.spaceXs

            RowLayout {
                id: going

                Layout.fillWidth: true
                spacing: Theme.spaceM

                StatusPill {
                    level: bar._broken ? "failed" : bar.counting ? "ok" : "unknown"
                    text: bar._broken ? qsTr("Counting was interrupted") : RecordingWording.state(bar._playback)
                }

                TextButton {
                    visible: bar._broken
                    text: qsTr("Count again")
                    onClicked: bar.player.count(bar.camera.name)
                }

                TextButton {
                    visible: bar.counting
                    text: qsTr("Stop counting")
                    onClicked: bar.player.preview(bar.camera.name)
                }

                BodyText {
                    Layout.fillWidth: true
                    Layout.maximumWidth: Math.ceil(implicitWidth)
                    visible: (bar._playback.files ?? 1) > 1
                    color: Theme.color.textMuted
                    elide: Text.ElideMiddle
                    text: qsTr("File %1 of %2: %3").arg(bar._playback.file_number ?? 1).arg(bar._playback.files ?? 1).arg(bar._playback.file ?? "")
                }

                BodyText {
                    Layout.fillWidth: true
                    Layout.minimumWidth: 0
                    color: Theme.color.failed
                    text: ReasonWording.said(bar.player.failure)
                }
            }

            RecordedAt {
                id: recorded

                Layout.fillWidth: true
                Layout.maximumWidth: Math.ceil(implicitWidth)
                config: bar.config
                camera: bar.camera
                onEdited: bar.edited()
            }
        }
    }
}
