import QtQuick
import QtQuick.Shapes
import SmartIntersection.Controls
import SmartIntersection.Theme
import "places.mjs" as Places

// A zone's edge and name. It is not filled: the picture is what one looks at.
Item {
    id: zone

    required property string name
    required property string kind
    required property var points
    required property real zoom
    // Of the picture, in its pixels.
    required property size room
    // Where the name stands; null where there is no room for it.
    property var spot: null
    readonly property size plate: Qt.size(Math.ceil(words.implicitWidth) + 2 * Theme.spaceXs, Math.ceil(words.implicitHeight))

    // The pointer is in it.
    property bool pointed: false

    // Where the name may stand: at the corner nearest to the viewer's upper left, else at another.
    function marks(): var {
        const corners = zone.points.map(one => ({ x: one.x * zone.zoom, y: one.y * zone.zoom, width: 0, height: 0, away: Math.PI / 4 }));
        return corners.sort((one, other) => one.x + one.y - other.x - other.y);
    }

    // Whether a point of the screen lies in it.
    function holds(x: real, y: real): bool {
        return Places.within(zone.points, x / zone.zoom, y / zone.zoom);
    }

    Shape {
        scale: zone.zoom
        transformOrigin: Item.TopLeft

        ShapePath {
            fillColor: "transparent"
            strokeColor: Theme.color.zone
            strokeWidth: zone.zoom > 0 ? Theme.hairline / zone.zoom : Theme.hairline
            strokeStyle: ShapePath.DashLine
            dashPattern: Theme.dashes

            PathMultiline {
                paths: Places.inside(zone.points.concat([zone.points[0]]), zone.room.width, zone.room.height)
            }
        }
    }

    // Above all strokes of the picture, those of other zones too.
    Rectangle {
        parent: zone.parent
        z: 1
        visible: zone.spot !== null
        x: zone.spot?.x ?? 0
        y: zone.spot?.y ?? 0
        width: zone.plate.width
        height: zone.plate.height
        radius: Theme.radiusS
        color: Theme.color.videoPlate

        CaptionText {
            id: words

            anchors.centerIn: parent
            color: Theme.color.zone
            text: zone.name
        }
    }
}
