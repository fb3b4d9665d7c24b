import QtQuick
import QtQuick.Shapes
import SmartIntersection.Theme

// Which way is forward.
Shape {
    id: arrow

    required property color tone
    property real length: Theme.arrowLength

    ShapePath {
        fillColor: arrow.tone
        strokeColor: Theme.color.videoScrim
        strokeWidth: Theme.hairline
        startX: arrow.length
        startY: 0

        PathLine {
            x: arrow.length - 2 * Theme.arrowHead
            y: -Theme.arrowHead
        }
        PathLine {
            x: arrow.length - 2 * Theme.arrowHead
            y: -Theme.hairline
        }
        PathLine {
            x: 0
            y: -Theme.hairline
        }
        PathLine {
            x: 0
            y: Theme.hairline
        }
        PathLine {
            x: arrow.length - 2 * Theme.arrowHead
            y: Theme.hairline
        }
        PathLine {
            x: arrow.length - 2 * Theme.arrowHead
            y: Theme.arrowHead
        }
        PathLine {
            x: arrow.length
            y: 0
        }
    }
}
