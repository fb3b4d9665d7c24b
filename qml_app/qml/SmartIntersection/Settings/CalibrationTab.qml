import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Reference points in the picture and in metres or on an aerial image, and the road from above as they have it.
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
                text: qsTr("Click points on the road, near and far, on both sides; drag to correct. Keyboard: Insert, Tab, arrows (Shift: 10 pixels), Del; Esc, then Tab leaves the image.")
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
