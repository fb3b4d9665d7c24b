import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The picture with its lines and zones, and beside it what they are.
FocusScope {
    id: tab

    required property Configuration config
    readonly property string _hint: config.scene.drawing === "lines"
        ? qsTr("Drag from one side of the road to the other, or click both ends. Enter places a line in the centre, Esc cancels.")
        : config.scene.drawing === "zones"
            ? qsTr("Click the corners; click the first again or press Enter to finish. Esc cancels.")
        : config.scene.drawing === "lamps"
            ? qsTr("Drag a box around the signal head, from the red lamp to the green one. Esc cancels.")
            : qsTr("Drag shapes or their points; double-click an outline to add a point. Arrow keys move, Del removes. Ctrl+wheel zooms; Esc, then Tab leaves the image.")

    RowLayout {
        anchors.fill: parent
        spacing: Theme.spaceM

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.spaceS

            PictureFrame {
                id: frame

                Layout.fillWidth: true
                Layout.fillHeight: true
                view: tab.config.view

                SceneCanvas {
                    id: canvas

                    anchors.fill: parent
                    focus: true
                    editor: tab.config.scene
                    zoom: frame.zoom
                    seen: frame.seen
                }
            }

            HintText {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.control
                maximumLineCount: 2
                text: tab._hint
                wrapMode: Text.Wrap
            }
        }

        SceneTools {
            Layout.fillWidth: false
            Layout.preferredWidth: tab.width >= Theme.wide ? Theme.sidePanel : Theme.sidePanelNarrow
            Layout.fillHeight: true
            config: tab.config
            drawable: frame.ready
            onDrawn: canvas.forceActiveFocus()
        }
    }
}
