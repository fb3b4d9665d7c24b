pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What looks for road users, how sure it has to be, and what is a violation.
ScrollArea {
    id: tab

    required property Configuration config

    label: qsTr("Detection and rules")
    contentWidth: width
    contentHeight: grid.implicitHeight

    GridLayout {
        id: grid

        width: tab.width - tab.gutter
        columns: width >= 2 * Theme.settingsColumn ? 2 : 1
        columnSpacing: Theme.spaceM
        rowSpacing: Theme.spaceM
        uniformCellWidths: true

        ColumnLayout {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            spacing: Theme.spaceM

            Card {
                Layout.fillWidth: true
                title: qsTr("Detector")
                aside: qsTr("for all cameras")

                RowLayout {
                    spacing: Theme.spaceXs

                    SettingField {
                        Layout.fillWidth: true
                        config: tab.config
                        key: "detector.model"
                        label: qsTr("Model")
                        placeholder: qsTr("None (motion detector)")
                        hint: qsTr("A name such as yolo11n, or a file: .pt, .onnx or an OpenVINO folder")
                    }

                    FileButton {
                        filters: SettingsWording.models()
                        onChosen: file => tab.config.set("detector.model", tab.config.cameras.localPath(file))
                    }
                }

                RowLayout {
                    spacing: Theme.spaceM
                    uniformCellSizes: true

                    SettingChoice {
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        config: tab.config
                        key: "detector.backend"
                        label: qsTr("Runtime")
                        choices: [{ value: "auto", text: qsTr("Automatic") }, ...RegistryWording.runtimes]
                    }

                    SettingField {
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        config: tab.config
                        key: "detector.device"
                        label: qsTr("Device")
                        hint: qsTr("auto, cpu, cuda or another device name of the runtime")
                    }
                }

                RowLayout {
                    spacing: Theme.spaceM
                    uniformCellSizes: true

                    SettingField {
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        config: tab.config
                        key: "detector.confidence"
                        label: qsTr("Confidence")
                        hint: qsTr("Minimum score, 0–1")
                        numeric: true
                    }

                    SettingField {
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        config: tab.config
                        key: "detector.iou"
                        label: qsTr("Overlap")
                        hint: qsTr("Overlap above this counts as one object, 0–1")
                        numeric: true
                    }

                    SettingField {
                        Layout.fillWidth: true
                        Layout.alignment: Qt.AlignTop
                        config: tab.config
                        key: "detector.image_size"
                        label: qsTr("Input size")
                        placeholder: qsTr("As trained")
                        hint: qsTr("In pixels, a multiple of 32")
                        numeric: true
                    }
                }

                CaptionText {
                    Layout.topMargin: Theme.spaceXs
                    text: qsTr("Classes")
                }

                Flow {
                    Layout.fillWidth: true
                    spacing: Theme.spaceXs

                    Repeater {
                        model: tab.config.classes

                        ChoiceButton {
                            required property string modelData

                            text: Wording.kind(modelData)
                            checked: tab.config.revision >= 0 && tab.config.looksFor(modelData)
                            Accessible.role: Accessible.CheckBox
                            onClicked: tab.config.lookFor(modelData, !checked)
                        }
                    }
                }

                CaptionText {
                    Layout.fillWidth: true
                    visible: text !== ""
                    color: Theme.color.failed
                    text: tab.config.revision >= 0 ? SettingsWording.refusal(tab.config.refusal("detector.classes")) : ""
                }

                ClassNames {
                    Layout.fillWidth: true
                    Layout.topMargin: Theme.spaceXs
                    config: tab.config
                }
            }

            Card {
                Layout.fillWidth: true
                title: qsTr("Intersection")

                SettingField {
                    Layout.fillWidth: true
                    config: tab.config
                    key: "site"
                    label: qsTr("Name")
                    hint: qsTr("Used in MQTT topics and the database. Renaming starts new series.")
                }
            }
        }

        Card {
            Layout.fillWidth: true
            Layout.alignment: Qt.AlignTop
            title: qsTr("Violations")
            CameraPicker {
                Layout.fillWidth: true
                visible: choices.length > 1
                config: tab.config
            }

            Repeater {
                model: tab.config.rules

                RuleFields {
                    Layout.fillWidth: true
                    config: tab.config
                }
            }
        }
    }
}
