import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a camera showed last, or that nothing was seen of it yet.
Rectangle {
    id: frame

    required property string picture

    implicitHeight: Theme.cardWidth / Theme.usualAspect
    radius: Theme.radiusS
    color: Theme.color.videoBackground
    clip: true

    Image {
        anchors.fill: parent
        cache: false
        fillMode: Image.PreserveAspectFit
        source: frame.picture
        visible: frame.picture !== ""
        Accessible.role: Accessible.Graphic
        Accessible.name: qsTr("Camera image")
    }

    Column {
        anchors.centerIn: parent
        visible: frame.picture === ""
        spacing: Theme.spaceS

        Glyph {
            anchors.horizontalCenter: parent.horizontalCenter
            path: Glyphs.camera
            size: Theme.stepDot
            color: Theme.color.videoTextMuted
        }

        BodyText {
            color: Theme.color.videoTextMuted
            text: qsTr("No image yet. Select Test to see one.")
        }
    }
}
