pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Backend
import SmartIntersection.Theme

// Lines and zones over the picture, moved by mouse or keys.
FocusScope {
    id: canvas

    required property SceneEditor editor
    required property real zoom
    // Everything was let go of with Escape: Tab leaves the picture, until somebody comes back to it.
    property bool _done: false
    readonly property bool _leaving: _done && editor.selected === ""
    readonly property real _reach: zoom > 0 ? Theme.reach / zoom : Theme.reach
    property point _hovered: Qt.point(0, 0)

    function _place(mouse: MouseEvent): point {
        return Qt.point(mouse.x / canvas.zoom, mouse.y / canvas.zoom);
    }

    function _nudge(event: KeyEvent, right: int, down: int): void {
        const pixels = event.modifiers & Qt.ShiftModifier ? 10 : 1;
        canvas.editor.nudge(right * pixels, down * pixels);
    }

    activeFocusOnTab: true
    onActiveFocusChanged: canvas._done = false
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Lines and zones on the picture")
    Accessible.description: editor.selected === "" ? qsTr("Tab goes through the points")
        : qsTr("%1, point %2").arg(editor.selected).arg(editor.handle + 1)
    Accessible.focusable: true
    Keys.onTabPressed: event => event.accepted = !canvas._leaving && canvas.editor.step(1)
    Keys.onBacktabPressed: event => event.accepted = !canvas._leaving && canvas.editor.step(-1)
    Keys.onLeftPressed: event => canvas._nudge(event, -1, 0)
    Keys.onRightPressed: event => canvas._nudge(event, 1, 0)
    Keys.onUpPressed: event => canvas._nudge(event, 0, -1)
    Keys.onDownPressed: event => canvas._nudge(event, 0, 1)
    Keys.onDeletePressed: canvas.editor.remove()
    Keys.onEscapePressed: {
        canvas.editor.cancel();
        canvas._done = canvas.editor.selected === "";
    }
    Keys.onReturnPressed: canvas.editor.finish()
    Keys.onEnterPressed: canvas.editor.finish()
    Keys.onPressed: event => {
        if (event.key === Qt.Key_Backspace)
            canvas.editor.remove();
        else if (event.key === Qt.Key_Insert || event.key === Qt.Key_Plus)
            canvas.editor.insert();
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
        hoverEnabled: canvas.editor.drawing !== ""
        cursorShape: canvas.editor.drawing !== "" ? Qt.CrossCursor : Qt.ArrowCursor
        onPressed: mouse => {
            canvas.forceActiveFocus(Qt.MouseFocusReason);
            if (canvas.editor.drawing !== "")
                canvas.editor.tap(canvas._place(mouse), canvas._reach);
            else
                canvas.editor.grab(canvas._place(mouse), canvas._reach);
        }
        onPositionChanged: mouse => {
            canvas._hovered = canvas._place(mouse);
            if (pressed && canvas.editor.drawing === "")
                canvas.editor.drag(canvas._place(mouse));
        }
        // Dragged far enough, the first point's press is followed by the second's release.
        onReleased: mouse => {
            const first = canvas.editor.drawing === "lines" && canvas.editor.pending.length === 1 ? canvas.editor.pending[0] : null;
            const place = canvas._place(mouse);
            if (first && Math.hypot(place.x - first.x, place.y - first.y) > 2 * canvas._reach)
                canvas.editor.tap(place, canvas._reach);
            else
                canvas.editor.release();
        }
        onDoubleClicked: mouse => {
            if (canvas.editor.drawing !== "")
                canvas.editor.finish();
            else
                canvas.editor.split(canvas._place(mouse), canvas._reach);
        }
    }

    Repeater {
        model: canvas.editor.shapeRows

        ShapeItem {
            width: canvas.width
            height: canvas.height
            zoom: canvas.zoom
            selected: canvas.editor.selected === key
            handle: canvas.editor.handle
        }
    }

    Shape {
        visible: canvas.editor.drawing !== "" && canvas.editor.pending.length > 0

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            strokeColor: Theme.color.videoText
            strokeWidth: Theme.stroke
            strokeStyle: ShapePath.DashLine
            dashPattern: Theme.dashes

            PathPolyline {
                path: canvas.editor.pending.concat([canvas._hovered])
                    .map(one => Qt.point(one.x * canvas.zoom, one.y * canvas.zoom))
            }
        }
    }
}
