import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a camera shows before it is added.
ColumnLayout {
    id: preview

    required property Opening opening

    spacing: Theme.spaceS

    Rectangle {
        Layout.fillWidth: true
        Layout.preferredHeight: width / Theme.usualAspect
        radius: Theme.radiusM
        color: Theme.color.videoBackground

        Image {
            anchors.fill: parent
            anchors.margins: Theme.hairline
            cache: false
            fillMode: Image.PreserveAspectFit
            source: preview.opening.picture
            Accessible.name: qsTr("Camera image")
        }

        BodyText {
            anchors.centerIn: parent
            visible: preview.opening.picture === ""
            color: Theme.color.videoTextMuted
            text: preview.opening.busy === "testing" ? qsTr("Connecting …") : qsTr("Select Test to see the camera image here.")
        }
    }

    StatusPill {
        visible: preview.opening.tried !== ""
        level: "ok"
        text: qsTr("Connected: %1").arg(preview.opening.tried)
    }
}
