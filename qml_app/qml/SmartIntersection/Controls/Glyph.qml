pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Theme

// A line drawing from Glyphs.
Item {
    id: glyph

    required property string path
    property color color: Theme.color.text
    property int size: Theme.glyph
    // Seen from the first picture on, before a drawing is loaded; not for what may lie outside of what clips it.
    property bool prompt: false
    // Qt draws a shape that lies wholly outside of what clips it as if nothing did, such as one that was scrolled away;
    // a picture it does not.
    readonly property bool _software: GraphicsInfo.api === GraphicsInfo.Software

    function _svg(): string {
        const [red, green, blue] = [color.r, color.g, color.b].map(part => Math.round(255 * part));
        return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${Theme.glyphGrid} ${Theme.glyphGrid}">`
            + `<path d="${path}" fill="none" stroke="rgb(${red},${green},${blue})" stroke-opacity="${color.a}"`
            + ` stroke-width="${Theme.glyphStroke}" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
    }

    implicitWidth: size
    implicitHeight: size

    Shape {
        visible: !glyph._software || (glyph.prompt && (picture.item as Image)?.status !== Image.Ready)
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

    // While a drawing loads, the one before stays: in another colour the same, but not another, which says something else.
    onPathChanged: {
        picture.active = false;
        picture.active = Qt.binding(() => glyph._software);
    }

    Loader {
        id: picture

        active: glyph._software
        sourceComponent: Image {
            width: glyph.size
            height: glyph.size
            sourceSize: Qt.size(glyph.size * Screen.devicePixelRatio, glyph.size * Screen.devicePixelRatio)
            retainWhileLoading: true
            source: "data:image/svg+xml," + encodeURIComponent(glyph._svg())
        }
    }
}
