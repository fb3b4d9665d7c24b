import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Points of the road in the picture and in metres, and the road from above as they have it.
FocusScope {
    id: tab

    required property Configuration config

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

                CalibrationCanvas {
                    anchors.fill: parent
                    focus: true
                    editor: tab.config.calibration
                    zoom: frame.zoom
                }
            }

            HintText {
                Layout.fillWidth: true
                Layout.preferredHeight: Theme.control
                maximumLineCount: 2
                text: qsTr("Click points of the road whose places you know, near and far, on both sides. Drag to correct. Keys: Insert, Tab, arrows (Shift: ten pixels), Delete; Escape, then Tab leads on.")
                wrapMode: Text.Wrap
            }
        }

        ColumnLayout {
            Layout.fillWidth: false
            Layout.preferredWidth: tab.width >= Theme.wide ? Theme.settingsColumn : Theme.sidePanel
            Layout.fillHeight: true
            spacing: Theme.spaceM

            CameraPicker {
                Layout.fillWidth: true
                visible: choices.length > 1
                config: tab.config
            }

            CalibrationPoints {
                Layout.fillWidth: true
                Layout.fillHeight: true
                editor: tab.config.calibration
            }

            FromAbove {
                Layout.fillWidth: true
                Layout.fillHeight: true
                editor: tab.config.calibration
            }
        }
    }
}
