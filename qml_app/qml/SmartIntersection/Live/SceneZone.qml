import QtQuick
import QtQuick.Shapes
import SmartIntersection.Controls
import SmartIntersection.Theme

// A zone's edge and name. It is not filled: the picture is what one looks at.
Item {
    id: zone

    required property string name
    required property string kind
    required property var points
    required property real zoom
    required property bool labelled

    Shape {
        scale: zone.zoom
        transformOrigin: Item.TopLeft

        ShapePath {
            fillColor: "transparent"
            strokeColor: Theme.color.zone
            strokeWidth: zone.zoom > 0 ? Theme.hairline / zone.zoom : Theme.hairline
            strokeStyle: ShapePath.DashLine
            dashPattern: Theme.dashes

            PathPolyline {
                path: zone.points.concat([zone.points[0]])
            }
        }
    }

    CaptionText {
        visible: zone.labelled
        x: zone.points[0].x * zone.zoom + Theme.spaceXs
        y: zone.points[0].y * zone.zoom + Theme.hairline
        color: Theme.color.zone
        text: zone.name
    }
}
