import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// An aerial image beside the camera's picture: first its scale, then the points that are numbered alike.
ColumnLayout {
    id: aerial

    required property AerialEditor editor
    required property CalibrationEditor points
    readonly property bool _scaled: editor.metres > 0

    spacing: Theme.spaceS

    Rectangle {
        Layout.fillWidth: true
        Layout.fillHeight: true
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline

        ZoomArea {
            id: room

            anchors.fill: parent
            anchors.margins: Theme.focusRing
            pictureSize: aerial.editor.size
            ready: true

            Image {
                anchors.fill: parent
                source: aerial.editor.picture
                cache: false
            }

            AerialCanvas {
                anchors.fill: parent
                aerial: aerial.editor
                editor: aerial.points
                zoom: room.zoom
            }
        }

        ZoomButtons {
            anchors.right: parent.right
            anchors.bottom: parent.bottom
            anchors.margins: Theme.spaceM
            area: room
        }
    }

    HintText {
        Layout.fillWidth: true
        text: !aerial._scaled ? qsTr("Scale: click both ends of a known distance and enter its length, or enter the metres per pixel.")
            : aerial.editor.next < 0 ? qsTr("Click the next point in the camera image, then the same place here.")
            : qsTr("Click the place of point %1.").arg(aerial.editor.next + 1)
        wrapMode: Text.Wrap
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        MetresBox {
            visible: !aerial._scaled
            enabled: aerial.editor.ends.length === 2
            label: qsTr("Length of the distance in metres")
            value: ""
            onMeasured: text => aerial.editor.setDistance(text)
        }

        BodyText {
            visible: !aerial._scaled
            text: qsTr("m, or")
            Accessible.ignored: true
        }

        MetresBox {
            label: qsTr("Metres per pixel")
            value: aerial._scaled ? Wording.decimal(aerial.editor.metres, 4) : ""
            onMeasured: text => aerial.editor.setScale(text)
        }

        BodyText {
            Layout.fillWidth: true
            text: qsTr("m per pixel")
            Accessible.ignored: true
        }

        TextButton {
            visible: aerial._scaled
            text: qsTr("Measure again")
            onClicked: aerial.editor.measureAgain()
        }

        TextButton {
            text: qsTr("Close image")
            onClicked: aerial.editor.close()
        }
    }
}
