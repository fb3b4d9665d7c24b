pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Shapes
import SmartIntersection.Backend
import SmartIntersection.Theme

// Ends of a known distance, and then the reference points, over an aerial image.
FocusScope {
    id: canvas

    required property AerialEditor aerial
    required property CalibrationEditor editor
    required property real zoom

    function _place(mouse: MouseEvent): point {
        return Qt.point(mouse.x / canvas.zoom, mouse.y / canvas.zoom);
    }

    function _nudge(event: KeyEvent, right: int, down: int): void {
        const pixels = event.modifiers & Qt.ShiftModifier ? 10 : 1;
        canvas.aerial.nudge(right * pixels, down * pixels);
    }

    clip: true
    activeFocusOnTab: true
    Accessible.role: Accessible.Graphic
    Accessible.name: qsTr("Reference points on the aerial image")
    Accessible.focusable: true
    Keys.onLeftPressed: event => canvas._nudge(event, -1, 0)
    Keys.onRightPressed: event => canvas._nudge(event, 1, 0)
    Keys.onUpPressed: event => canvas._nudge(event, 0, -1)
    Keys.onDownPressed: event => canvas._nudge(event, 0, 1)
    Keys.onPressed: event => {
        if (event.key !== Qt.Key_Insert && event.key !== Qt.Key_Plus)
            return;
        canvas.aerial.press(Qt.point(canvas.width / canvas.zoom / 2, canvas.height / canvas.zoom / 2), 0);
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
        acceptedButtons: Qt.LeftButton
        cursorShape: Qt.CrossCursor
        onPressed: mouse => {
            canvas.forceActiveFocus(Qt.MouseFocusReason);
            canvas.aerial.press(canvas._place(mouse), Theme.reach / canvas.zoom);
        }
        onReleased: mouse => canvas.aerial.release(canvas._place(mouse))
    }

    Shape {
        visible: canvas.aerial.ends.length === 2

        ShapePath {
            strokeColor: Theme.color.accent
            strokeWidth: Theme.stroke
            fillColor: "transparent"

            PathPolyline {
                path: canvas.aerial.ends.map(one => Qt.point(one.x * canvas.zoom, one.y * canvas.zoom))
            }
        }
    }

    Repeater {
        model: canvas.aerial.ends

        Rectangle {
            required property point modelData

            x: modelData.x * canvas.zoom - width / 2
            y: modelData.y * canvas.zoom - height / 2
            width: Theme.handle
            height: width
            radius: width / 2
            color: Theme.color.accent
            border.color: Theme.color.videoBackground
            border.width: Theme.hairline
        }
    }

    Repeater {
        model: canvas.aerial.marks

        NumberedMark {
            zoom: canvas.zoom
            chosen: canvas.editor.selected === place
            tone: Theme.color.countLine
        }
    }
}
