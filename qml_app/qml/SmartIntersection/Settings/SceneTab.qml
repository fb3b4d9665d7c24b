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
        ? qsTr("Click where the line begins and where it ends. Enter puts one into the middle, Escape draws none.")
        : config.scene.drawing === "zones"
            ? qsTr("Click corner by corner, and at last on the first one again or press Enter. Escape draws none.")
            : qsTr("Drag points or outlines; a double click on an outline adds a point. Keys: Tab, arrows (Shift: ten pixels), Insert, Delete; Escape, then Tab leads on.")

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
