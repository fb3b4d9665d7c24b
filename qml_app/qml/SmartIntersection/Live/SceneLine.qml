import QtQuick
import QtQuick.Shapes
import SmartIntersection.Controls
import SmartIntersection.Theme
import "places.mjs" as Places

// A directed line: where it runs, which way is forward, and how many crossed it each way.
Item {
    id: line

    required property string name
    required property string kind
    required property var points
    required property point middle
    required property real angle
    required property int forward
    required property int backward
    required property real zoom
    // Of the picture, in its pixels. What lies beyond is not drawn: where the processor draws the window, nothing else
    // keeps a path within its picture.
    required property size room
    // Where the plate stands; null where there is no room for it.
    property var spot: null
    // With the line's name on it.
    property bool named: true
    // The pointer is at it.
    property bool pointed: false
    // Its size with the name and without.
    readonly property list<size> plates: [_plate(true), _plate(false)]
    // The arrow's place.
    readonly property rect arrow: {
        const x = line.middle.x * line.zoom + Math.cos(line._radians) * Theme.arrowLength / 2;
        const y = line.middle.y * line.zoom + Math.sin(line._radians) * Theme.arrowLength / 2;
        const width = Math.abs(Math.cos(line._radians)) * Theme.arrowLength + 2 * Theme.arrowHead;
        const height = Math.abs(Math.sin(line._radians)) * Theme.arrowLength + 2 * Theme.arrowHead;
        return Qt.rect(x - width / 2, y - height / 2, width, height);
    }
    readonly property var _pieces: Places.inside(points, room.width, room.height)
    readonly property color _color: kind === "stop" ? Theme.color.stopLine : Theme.color.countLine
    readonly property real _radians: angle * Math.PI / 180
    readonly property real _reach: zoom > 0 ? Theme.arrowLength / zoom : 0

    // Where the plate may stand: behind the arrow, else at an end of the line; nowhere if none of it is in the picture.
    function marks(): var {
        if (line._pieces.length === 0)
            return [];
        const at = (place, away) => ({ x: place.x * line.zoom, y: place.y * line.zoom, width: 0, height: 0, away });
        const box = line.arrow;
        const behind = { x: box.x, y: box.y, width: box.width, height: box.height, away: line._radians + Math.PI };
        return [behind, at(line.points[0], line._radians + Math.PI / 2),
            at(line.points[line.points.length - 1], line._radians - Math.PI / 2)];
    }

    // Whether a point of the screen is at the line.
    function holds(x: real, y: real): bool {
        return Places.near(line.points, x / line.zoom, y / line.zoom, Theme.reach / line.zoom);
    }

    function _holds(x: real, y: real): bool {
        return x >= 0 && y >= 0 && x <= line.room.width && y <= line.room.height;
    }

    function _plate(named: bool): size {
        const counts = there.implicitWidth + back.implicitWidth + 3 * Theme.spaceS;
        return Qt.size(Math.ceil(counts + (named ? title.implicitWidth + Theme.spaceS : 0)),
            Math.ceil(title.implicitHeight) + Theme.spaceXs);
    }

    Shape {
        scale: line.zoom
        transformOrigin: Item.TopLeft

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            strokeColor: Theme.color.videoScrim
            strokeWidth: line.zoom > 0 ? (Theme.strokeStrong + Theme.stroke) / line.zoom : Theme.stroke

            PathMultiline {
                paths: line._pieces
            }
        }

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            strokeColor: line._color
            strokeWidth: line.zoom > 0 ? Theme.stroke / line.zoom : Theme.stroke

            PathMultiline {
                paths: line._pieces
            }
        }
    }

    HeadingArrow {
        visible: line._holds(line.middle.x, line.middle.y) && line._holds(line.middle.x + Math.cos(line._radians) * line._reach,
            line.middle.y + Math.sin(line._radians) * line._reach)
        x: line.middle.x * line.zoom
        y: line.middle.y * line.zoom
        rotation: line.angle
        transformOrigin: Item.TopLeft
        tone: line._color
    }

    // From a plate that stands apart to its line.
    Shape {
        visible: (line.spot?.ring ?? 0) > 0 && line._holds(line.middle.x, line.middle.y)

        ShapePath {
            fillColor: "transparent"
            strokeColor: line._color
            strokeWidth: Theme.hairline
            startX: line.middle.x * line.zoom
            startY: line.middle.y * line.zoom

            PathLine {
                x: board.x + board.width / 2
                y: board.y + board.height / 2
            }
        }
    }

    // Above all strokes of the picture, those of other lines too.
    Rectangle {
        id: board

        parent: line.parent
        z: 1
        visible: line.spot !== null
        x: line.spot?.x ?? 0
        y: line.spot?.y ?? 0
        width: line.plates[line.named ? 0 : 1].width
        height: line.plates[0].height
        radius: Theme.radiusS
        color: Theme.color.videoPlate
        Accessible.role: Accessible.StaticText
        Accessible.name: qsTr("Line %1: %2 forward, %3 backward").arg(line.name).arg(Formats.number(line.forward)).arg(Formats.number(line.backward))

        Row {
            anchors.centerIn: parent
            spacing: Theme.spaceS

            CaptionText {
                id: title

                anchors.verticalCenter: parent.verticalCenter
                visible: line.named
                color: line._color
                font.weight: Font.DemiBold
                text: line.name
                Accessible.ignored: true
            }

            DirectionCount {
                id: there

                anchors.verticalCenter: parent.verticalCenter
                angle: line.angle
                count: line.forward
                tone: Theme.color.videoText
            }

            DirectionCount {
                id: back

                anchors.verticalCenter: parent.verticalCenter
                angle: line.angle + 180
                count: line.backward
                tone: Theme.color.videoTextMuted
            }
        }
    }
}
