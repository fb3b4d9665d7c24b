import QtQuick
import QtQuick.Shapes
import SmartIntersection.Theme

// A line drawing from Glyphs.
Item {
    id: glyph

    required property string path
    property color color: Theme.color.text
    property int size: Theme.glyph

    implicitWidth: size
    implicitHeight: size

    Shape {
        width: Theme.glyphGrid
        height: Theme.glyphGrid
        preferredRendererType: Shape.CurveRenderer
        scale: glyph.size / Theme.glyphGrid
        transformOrigin: Item.TopLeft

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: glyph.color
            strokeWidth: Theme.glyphStroke

            PathSvg {
                path: glyph.path
            }
        }
    }
}
