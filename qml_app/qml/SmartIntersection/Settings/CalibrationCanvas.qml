pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme
import "../Live/places.mjs" as Places

// Reference points over the picture, set and moved by mouse or keys, the rectangle of the first four of them with its
// sides named, and the grid of metres that they give.
FocusScope {
    id: canvas

    required property CalibrationEditor editor
    required property real zoom
    // What of it is in sight; less than all where the picture is enlarged.
    property rect seen: Qt.rect(0, 0, width, height)
    // The rectangle, in pixels of the screen.
    readonly property list<point> _outline: editor.corners.concat(editor.corners.length > 3 ? [editor.corners[0]] : [])
        .map(one => Qt.point(one.x * zoom, one.y * zoom))
    // Everything was let go of with Escape: Tab leaves the picture, until somebody comes back to it.
    property bool _done: false
    readonly property bool _leaving: _done && editor.selected < 0

    function _place(mouse: MouseEvent): point {
        return Qt.point(mouse.x / canvas.zoom, mouse.y / canvas.zoom);
    }

    function _nudge(event: KeyEvent, right: int, down: int): void {
        const pixels = event.modifiers & Qt.ShiftModifier ? 10 : 1;
        canvas.editor.nudge(right * pixels, down * pixels);
    }

    function _side(corner: int, name: string, metres: string): string {
        return canvas.editor.corners.length <= corner + 1 ? "" : metres === "" ? name : qsTr("%1 %2 m").arg(name).arg(metres);
    }

    clip: true
    activeFocusOnTab: true
    onActiveFocusChanged: canvas._done = false
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Reference points in the image")
    Accessible.description: editor.selected < 0 ? qsTr("Press Tab to move between points")
        : qsTr("Point %1").arg(editor.selected + 1)
    Accessible.focusable: true
    Keys.onTabPressed: event => event.accepted = !canvas._leaving && canvas.editor.step(1)
    Keys.onBacktabPressed: event => event.accepted = !canvas._leaving && canvas.editor.step(-1)
    Keys.onLeftPressed: event => canvas._nudge(event, -1, 0)
    Keys.onRightPressed: event => canvas._nudge(event, 1, 0)
    Keys.onUpPressed: event => canvas._nudge(event, 0, -1)
    Keys.onDownPressed: event => canvas._nudge(event, 0, 1)
    Keys.onDeletePressed: canvas.editor.remove()
    Keys.onEscapePressed: {
        canvas.editor.select(-1);
        canvas._done = canvas.editor.selected < 0;
    }
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            canvas.editor.remove();
        else if (event.key === Qt.Key_Insert || event.key === Qt.Key_Plus)
            canvas.editor.add(Qt.point(canvas.width / canvas.zoom / 2, canvas.height / canvas.zoom / 2));
        else
            return;
        event.accepted = true;
    }

    Rectangle {
        anchors.fill: parent
        color: "transparent"
        border.color: canvas.activeFocus ? Theme.color.focus : "transparent"
        border.width: Theme.focusRing
    }

    MouseArea {
        anchors.fill: parent
        cursorShape: Qt.CrossCursor
        onPressed: mouse => {
            canvas.forceActiveFocus(Qt.MouseFocusReason);
            if (!canvas.editor.grab(canvas._place(mouse), Theme.reach / canvas.zoom))
                canvas.editor.add(canvas._place(mouse));
        }
        onPositionChanged: mouse => canvas.editor.drag(canvas._place(mouse))
        onReleased: canvas.editor.release()
    }

    Shape {
        anchors.fill: parent
        visible: canvas.editor.grid !== ""

        ShapePath {
            fillColor: "transparent"
            strokeColor: Qt.alpha(Theme.color.videoText, Theme.half)
            strokeWidth: Theme.hairline
            scale: Qt.size(canvas.zoom, canvas.zoom)

            PathSvg {
                path: canvas.editor.grid
            }
        }
    }

    Shape {
        visible: canvas.editor.corners.length > 1 && Places.reaches(canvas._outline, canvas.seen)

        ShapePath {
            joinStyle: ShapePath.RoundJoin
            fillColor: canvas.editor.corners.length > 3 ? Qt.alpha(Theme.color.accent, Theme.faint) : "transparent"
            strokeColor: Theme.color.accent
            strokeWidth: Theme.stroke

            PathPolyline {
                path: canvas._outline
            }
        }
    }

    CaptionText {
        anchors.left: parent.left
        anchors.bottom: parent.bottom
        anchors.margins: Theme.spaceS
        visible: canvas.editor.grid !== ""
        color: Theme.color.videoText
        text: qsTr("Grid %1 m").arg(Wording.decimal(canvas.editor.gridStep, canvas.editor.gridStep < 1 ? 1 : 0))
    }

    SideLabel {
        corners: canvas.editor.corners
        corner: 0
        zoom: canvas.zoom
        text: canvas._side(0, qsTr("Width"), canvas.editor.sides[0])
    }

    SideLabel {
        corners: canvas.editor.corners
        corner: 1
        zoom: canvas.zoom
        text: canvas._side(1, qsTr("Length"), canvas.editor.sides[1])
    }

    Repeater {
        model: canvas.editor.rows

        NumberedMark {
            required property string problem

            zoom: canvas.zoom
            chosen: canvas.editor.selected === place
            tone: problem !== "" ? Theme.color.violation : Theme.color.countLine
        }
    }
}
