pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Theme

// Lines, zones and lamps over the picture, drawn and moved by mouse or keys. It needs nothing but the editor and the
// scale: whoever shows a picture lays it exactly over that.
FocusScope {
    id: canvas

    required property SceneEditor editor
    required property real zoom
    // What of it is in sight; less than all where the picture is enlarged.
    property rect seen: Qt.rect(0, 0, width, height)
    // Everything was let go of with Escape: Tab leaves the picture, until somebody comes back to it.
    property bool _done: false
    readonly property bool _leaving: _done && editor.selected === ""
    readonly property real _reach: zoom > 0 ? Theme.reach / zoom : Theme.reach
    property point _hovered: Qt.point(0, 0)
    // Drawn from one point to another.
    readonly property bool _ends: editor.drawing === "lines" || editor.drawing === "lamps"
    readonly property bool _closing: editor.drawing === "zones" && editor.pending.length > 2
        && Math.hypot(_hovered.x - editor.pending[0].x, _hovered.y - editor.pending[0].y) <= _reach

    function _place(mouse: MouseEvent): point {
        return Qt.point(Math.max(0, Math.min(canvas.width, mouse.x)) / canvas.zoom,
            Math.max(0, Math.min(canvas.height, mouse.y)) / canvas.zoom);
    }

    // What is being drawn, as it would be with a click here.
    function _sketch(): var {
        const points = canvas.editor.pending;
        if (points.length === 0)
            return [];
        const here = canvas._hovered;
        const first = points[0];
        const all = canvas.editor.drawing === "lamps"
            ? [first, Qt.point(here.x, first.y), here, Qt.point(first.x, here.y), first]
            : canvas.editor.drawing === "lines" ? points.concat([here])
            : canvas._closing ? points.concat([first]) : points.concat([here, first]);
        return all.map(one => Qt.point(one.x * canvas.zoom, one.y * canvas.zoom));
    }

    function _nudge(event: KeyEvent, right: int, down: int): void {
        const pixels = event.modifiers & Qt.ShiftModifier ? 10 : 1;
        canvas.editor.nudge(right * pixels, down * pixels);
    }

    // What lies outside the picture, as in a file made for another one, is not drawn over what is beside it.
    clip: true
    activeFocusOnTab: true
    onActiveFocusChanged: canvas._done = false
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Lines and zones in the image")
    Accessible.description: editor.selected === "" ? qsTr("Press Tab to move between points")
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

    Binding {
        target: canvas.editor
        property: "words"
        value: ({ lines: qsTr("Line"), zones: qsTr("Zone"), lamps: qsTr("Signal") })
        restoreMode: Binding.RestoreNone
    }

    ShapeNames {
        id: names

        anchors.fill: parent
        shapes: shapes
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
        acceptedButtons: Qt.LeftButton
        cursorShape: canvas.editor.drawing !== "" ? Qt.CrossCursor : Qt.ArrowCursor
        onPressed: mouse => {
            canvas.forceActiveFocus(Qt.MouseFocusReason);
            canvas._hovered = canvas._place(mouse);
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
            const first = canvas._ends && canvas.editor.pending.length === 1 ? canvas.editor.pending[0] : null;
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
        id: shapes

        model: canvas.editor.shapeRows
        onItemAdded: names.ask()
        onItemRemoved: (_, item) => {
            (item as ShapeItem).spot = null; // it may outlive its row by a picture
            names.ask();
        }

        ShapeItem {
            onMarkChanged: names.ask()
            onTipChanged: names.ask()
            onPlateChanged: names.ask()
            onNamedChanged: names.ask()
            width: canvas.width
            height: canvas.height
            zoom: canvas.zoom
            seen: canvas.seen
            selected: canvas.editor.selected === key
            handle: canvas.editor.handle
        }
    }

    // Corners can be pulled out of the sides of the selected zone.
    Repeater {
        model: canvas.editor.drawing === "" ? canvas.editor.grips : []

        PointMark {
            required property point modelData

            at: modelData
            zoom: canvas.zoom
            color: Theme.color.videoScrim
            border.color: Theme.color.videoText
        }
    }

    Sketch {
        visible: canvas.editor.drawing !== "" && canvas.editor.pending.length > 0
        filled: canvas.editor.drawing === "zones"
        points: canvas._sketch()
    }

    Repeater {
        model: canvas.editor.drawing !== "" ? canvas.editor.pending : []

        PointMark {
            required property point modelData
            required property int index

            at: modelData
            zoom: canvas.zoom
            // A click here closes the zone.
            chosen: index === 0 && canvas._closing
        }
    }
}
