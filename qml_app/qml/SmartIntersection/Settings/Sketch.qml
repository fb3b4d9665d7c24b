import QtQuick
import QtQuick.Shapes
import SmartIntersection.Theme

// What is being drawn, as it would be with a click here.
Shape {
    id: sketch

    // In screen pixels.
    required property var points
    required property bool filled

    ShapePath {
        capStyle: ShapePath.RoundCap
        fillColor: sketch.filled ? Qt.alpha(Theme.color.videoText, Theme.faint) : "transparent"
        strokeColor: Theme.color.videoText
        strokeWidth: Theme.stroke
        strokeStyle: ShapePath.DashLine
        dashPattern: Theme.dashes

        PathPolyline {
            path: sketch.points
        }
    }
}
