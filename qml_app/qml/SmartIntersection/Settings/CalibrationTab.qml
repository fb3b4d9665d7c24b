pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Reference points in the picture and in metres or on an aerial image, and the road from above as they have it.
FocusScope {
    id: tab

    required property Configuration config
    readonly property bool _aerial: config.aerial.picture !== ""

    AskFile {
        id: chooser

        FileDialog {
            title: qsTr("Open aerial image")
            nameFilters: [qsTr("Images (*.png *.jpg *.jpeg *.tif *.tiff *.webp)"), qsTr("All files (*)")]
            onAccepted: tab.config.aerial.open(selectedFile)
        }
    }

    DropArea {
        anchors.fill: parent
        onDropped: drop => {
            drop.accepted = drop.hasUrls;
            if (drop.hasUrls)
                tab.config.aerial.open(drop.urls[0]);
        }
    }

    RowLayout {
        anchors.fill: parent
        spacing: Theme.spaceM

        ColumnLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.spaceS

            GridLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                columns: width >= Theme.windowLeastWidth ? 2 : 1
                columnSpacing: Theme.spaceM
                rowSpacing: Theme.spaceS
                uniformCellWidths: true
                uniformCellHeights: columns === 1

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
                        seen: frame.seen
                    }
                }

                AerialImage {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    visible: tab._aerial
                    editor: tab.config.aerial
                    points: tab.config.calibration
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
                unreadable: tab.config.aerial.unreadable
                onAerialWanted: chooser.open()
            }

            FromAbove {
                // Where it is low, the grid over the picture has to do.
                visible: tab.height >= Theme.windowLeastHeight
                Layout.fillWidth: true
                Layout.fillHeight: true
                editor: tab.config.calibration
            }
        }
    }
}
