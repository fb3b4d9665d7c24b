pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Controls
import SmartIntersection.Theme
import "../Live/places.mjs" as Places

// A line, zone or lamp that is being edited: its outline, direction, name and, once selected, its handles.
Item {
    id: item

    required property string key
    required property string shape
    required property string name
    required property string kind
    required property var points
    required property var handles
    required property bool arrow
    required property point middle
    required property real angle
    required property string problem
    required property real zoom
    required property bool selected
    required property int handle
    // What of the picture is in sight, in pixels of the screen.
    required property rect seen
    // Where its name stands; null where there is no room for it.
    property var spot: null
    readonly property bool named: selected || !_zone
    readonly property size plate: Qt.size(Math.ceil(words.implicitWidth) + 2 * Theme.spaceS, Math.ceil(words.implicitHeight) + Theme.spaceXs)
    // What the name belongs to: the first point.
    readonly property rect mark: {
        const first = item.points.length > 0 ? item.points[0] : Qt.point(0, 0);
        return Qt.rect(first.x * item.zoom - Theme.handle / 2, first.y * item.zoom - Theme.handle / 2, Theme.handle, Theme.handle);
    }
    // The arrow's end, which a name would hide.
    readonly property rect tip: {
        const turn = item.angle * Math.PI / 180;
        const x = item.middle.x * item.zoom + Math.cos(turn) * Theme.arrowLength - Theme.arrowHead;
        const y = item.middle.y * item.zoom + Math.sin(turn) * Theme.arrowLength - Theme.arrowHead;
        return Qt.rect(x, y, 2 * Theme.arrowHead, 2 * Theme.arrowHead);
    }
    readonly property list<point> _outline: outline()
    readonly property bool _inside: Places.reaches(_outline, seen)
    readonly property bool _lamp: shape === "lamps"
    readonly property bool _zone: shape === "zones" || _lamp
    // Zones lie one upon the other: the others step back.
    readonly property bool _quiet: _zone && !_lamp && !selected && problem === ""
    readonly property color _color: problem !== "" ? Theme.color.violation
        : _lamp ? SettingsWording.lampColour(kind)
        : _zone ? Theme.color.zone
        : kind === "stop" ? Theme.color.stopLine : Theme.color.countLine

    // Where the name is looked for first: to the upper right of it.
    function corner(): var {
        return { x: item.mark.x, y: item.mark.y, width: item.mark.width, height: item.mark.height, away: -Math.PI / 4 };
    }

    function outline(): var {
        const drawn = item.points.map(one => Qt.point(one.x * item.zoom, one.y * item.zoom));
        return item._zone && drawn.length > 0 ? drawn.concat([drawn[0]]) : drawn;
    }

    z: selected ? 1 : 0

    Shape {
        visible: item._inside && !item._quiet

        ShapePath {
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            fillColor: "transparent"
            strokeColor: Theme.color.videoScrim
            strokeWidth: (item.selected ? Theme.strokeStrong : Theme.stroke) + Theme.stroke

            PathPolyline {
                path: item._outline
            }
        }
    }

    Shape {
        visible: item._inside

        ShapePath {
            capStyle: ShapePath.RoundCap
            joinStyle: ShapePath.RoundJoin
            fillColor: item._zone ? Qt.alpha(item._color, item.selected ? 2 * Theme.faint : Theme.faint) : "transparent"
            strokeColor: item._color
            strokeWidth: item.selected ? Theme.strokeStrong : item._quiet ? Theme.hairline : Theme.stroke

            PathPolyline {
                path: item._outline
            }
        }
    }

    HeadingArrow {
        visible: item.arrow && Places.reaches([Qt.point(item.tip.left, item.tip.top), Qt.point(item.tip.right, item.tip.bottom)], item.seen)
        opacity: item._quiet ? Theme.half : 1
        x: item.middle.x * item.zoom
        y: item.middle.y * item.zoom
        rotation: item.angle
        transformOrigin: Item.TopLeft
        tone: item._color
        length: item._zone && item.handles.length > 1 ? Math.max(Theme.arrowLength, item.zoom * Math.hypot(
            item.handles[item.handles.length - 1].x - item.middle.x, item.handles[item.handles.length - 1].y - item.middle.y))
            : Theme.arrowLength
    }

    Repeater {
        model: item.handles

        Rectangle {
            required property point modelData
            required property int index
            readonly property bool _chosen: item.selected && item.handle === index
            readonly property bool _heading: index >= item.points.length

            x: modelData.x * item.zoom - width / 2
            y: modelData.y * item.zoom - height / 2
            width: _chosen ? Theme.handleChosen : Theme.handle
            height: width
            radius: _heading ? 0 : width / 2
            rotation: _heading ? 45 : 0
            visible: item.selected || !item._zone
            color: _chosen ? Theme.color.videoText : item._color
            border.color: _chosen ? item._color : Theme.color.videoBackground
            border.width: _chosen ? Theme.strokeStrong : Theme.hairline
        }
    }

    // Above the strokes of all others.
    Rectangle {
        parent: item.parent
        z: 2
        visible: item.named && item.spot !== null
        x: item.spot?.x ?? 0
        y: item.spot?.y ?? 0
        width: item.plate.width
        height: item.plate.height
        radius: Theme.radiusS
        color: Theme.color.videoPlate

        CaptionText {
            id: words

            anchors.centerIn: parent
            color: item._color
            font.weight: Font.DemiBold
            text: item._lamp ? SettingsWording.lampOf(item.name, item.kind) : item.name
        }
    }
}
