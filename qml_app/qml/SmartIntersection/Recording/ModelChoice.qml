pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Dialogs
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The motion detector does not know cars from people: says so, and offers a model that does.
Rectangle {
    id: choice

    required property Configuration config
    required property Camera camera
    required property bool able
    property bool dismissed: false
    readonly property bool wanted: able && camera.detector === "motion" && !dismissed
    property bool _choosing: false

    signal edited

    function _take(model: string): void {
        choice._choosing = false;
        choice.edited();
        choice.config.set("detector.model", model);
    }

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: Theme.color.outline
    border.width: Theme.hairline
    Accessible.role: Accessible.AlertMessage
    Accessible.name: words.text

    RowLayout {
        id: row

        anchors.fill: parent
        anchors.margins: Theme.spaceS
        anchors.leftMargin: Theme.spaceL
        spacing: Theme.spaceS

        BodyText {
            id: words

            Layout.fillWidth: true
            text: choice._choosing ? qsTr("YOLO11n distinguishes cars, trucks, buses, motorcycles, bicycles and people. It is downloaded once.")
                : qsTr("The motion detector finds moving objects but does not classify them.")
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        TextButton {
            visible: !choice._choosing
            text: qsTr("Choose a model …")
            onClicked: choice._choosing = true
        }

        TextButton {
            visible: choice._choosing
            primary: true
            text: qsTr("Use YOLO11n")
            onClicked: choice._take("yolo11n")
        }

        TextButton {
            visible: choice._choosing
            text: qsTr("Model file …")
            onClicked: file.open()
        }

        TextButton {
            visible: choice._choosing
            text: qsTr("Cancel")
            onClicked: choice._choosing = false
        }

        IconButton {
            visible: !choice._choosing
            glyph: Glyphs.cross
            text: qsTr("Dismiss")
            onClicked: choice.dismissed = true
        }
    }

    AskFile {
        id: file

        FileDialog {
            title: qsTr("Choose a model")
            nameFilters: SettingsWording.models()
            onAccepted: choice._take(choice.config.cameras.localPath(selectedFile))
        }
    }
}
