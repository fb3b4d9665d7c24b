pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Asked once: the file that keeps the settings, and whether the next plain start runs on it.
Popup {
    id: question

    required property Configuration config
    property string _file: ""
    property bool _usual: true
    // Since the dialog was opened: why an earlier save failed is no answer to this one.
    property bool _tried: false
    readonly property bool _replaces: opened && question.config.exists(question._file)

    parent: Overlay.overlay
    anchors.centerIn: parent
    width: Math.min(parent ? parent.width - 2 * Theme.spaceXl : 0, 1.5 * Theme.messageWidth)
    padding: Theme.spaceXl
    modal: true
    focus: true
    onAboutToShow: {
        question._file = question.config.defaultPath;
        question._usual = true;
        question._tried = false;
    }
    onOpened: save.forceActiveFocus(Qt.TabFocusReason)

    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    contentItem: ColumnLayout {
        spacing: Theme.spaceM

        TitleText {
            Layout.fillWidth: true
            text: qsTr("Save settings")
            Accessible.role: Accessible.AlertMessage
        }

        RowLayout {
            spacing: Theme.spaceXs

            TextBox {
                Layout.fillWidth: true
                label: qsTr("File")
                value: question._file
                onEdited: text => question._file = text
            }

            IconButton {
                Layout.alignment: Qt.AlignBottom
                glyph: Glyphs.folder
                text: qsTr("Choose a file")
                onClicked: dialog.open()
            }
        }

        HintText {
            Layout.fillWidth: true
            visible: question._replaces
            color: Theme.color.busy
            text: qsTr("This file already exists and will be replaced. The old version is kept as .bak.")
            wrapMode: Text.Wrap
        }

        Toggle {
            text: qsTr("Use these settings at every start")
            on: question._usual
            onSwitched: on => question._usual = on
        }

        HintText {
            Layout.fillWidth: true
            text: qsTr("“smart-intersection up” without options then uses this file.")
            wrapMode: Text.Wrap
        }

        HintText {
            Layout.fillWidth: true
            visible: question._tried && question.config.failure !== ""
            color: Theme.color.failed
            text: ReasonWording.said(question.config.failure)
            wrapMode: Text.Wrap
        }

        RowLayout {
            Layout.alignment: Qt.AlignRight
            spacing: Theme.spaceS

            TextButton {
                text: qsTr("Cancel")
                onClicked: question.close()
            }

            TextButton {
                id: save

                text: question._replaces ? qsTr("Replace") : qsTr("Save")
                primary: true
                enabled: question.config.fit && question._file.trim() !== ""
                onClicked: {
                    question._tried = true;
                    question.config.saveAs(question._file, question._usual);
                }
            }
        }
    }

    AskFile {
        id: dialog

        FileDialog {
            fileMode: FileDialog.SaveFile
            defaultSuffix: "yaml"
            nameFilters: [qsTr("Settings (*.yaml *.yml)"), qsTr("All files (*)")]
            onAccepted: question._file = question.config.localPath(selectedFile)
        }
    }

    Connections {
        target: question.config

        function onSaved(): void {
            question.close();
        }
    }
}
