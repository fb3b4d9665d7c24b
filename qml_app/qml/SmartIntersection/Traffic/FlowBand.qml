import QtQuick
import QtQuick.Shapes
import SmartIntersection.Theme

// One movement: a band from where it leaves on the left to where it arrives on the right.
Shape {
    id: band

    required property string origin
    required property string destination
    required property int count
    // of all traffic, 0..1
    required property real part
    required property real leaves
    required property real arrives
    required property int place
    required property int goal
    // Pixels for all traffic, and between two approaches or exits.
    required property real scaled
    required property real gap
    readonly property real _from: leaves * scaled + place * gap
    readonly property real _to: arrives * scaled + goal * gap
    readonly property real _breadth: Math.max(Theme.hairline, part * scaled)
    readonly property string _words: qsTr("%1 to %2: %3 (%4%)").arg(origin).arg(destination).arg(Wording.number(count))
        .arg(Formats.number(part * 100))

    signal pointed(at: bool, words: string)

    containsMode: Shape.FillContains
    opacity: pointer.hovered ? 1 : Theme.half
    z: pointer.hovered ? 1 : 0

    HoverHandler {
        id: pointer

        onHoveredChanged: band.pointed(hovered, band._words)
    }

    ShapePath {
        fillColor: Theme.color.chart
        strokeColor: Theme.color.surface
        strokeWidth: Theme.hairline
        startX: 0
        startY: band._from

        PathCubic {
            x: band.width
            y: band._to
            control1X: band.width / 2
            control1Y: band._from
            control2X: band.width / 2
            control2Y: band._to
        }
        PathLine {
            x: band.width
            y: band._to + band._breadth
        }
        PathCubic {
            x: 0
            y: band._from + band._breadth
            control1X: band.width / 2
            control1Y: band._to + band._breadth
            control2X: band.width / 2
            control2Y: band._from + band._breadth
        }
        PathLine {
            x: 0
            y: band._from
        }
    }
}
