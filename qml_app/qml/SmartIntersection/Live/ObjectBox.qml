import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// One road user: its box in the colour of its class, its number and class above it.
Item {
    id: object

    required property int track
    required property string kind
    required property rect box
    required property bool violating
    required property real zoom
    // km/h, negative where it is not known
    required property real speed
    required property bool labelled
    required property bool measured
    readonly property string _name: labelled ? qsTr("%1 %2").arg(Wording.kind(kind)).arg(track) : ""
    readonly property string _pace: measured ? Wording.speed(speed) : ""
    readonly property color _color: violating ? Theme.color.violation : Theme.kind(kind)

    x: box.x * zoom
    y: box.y * zoom
    z: violating ? 1 : 0
    width: box.width * zoom
    height: box.height * zoom

    Rectangle {
        anchors.fill: parent
        color: object.violating ? Qt.alpha(object._color, Theme.faint) : "transparent"
        border.color: object._color
        border.width: object.violating ? Theme.strokeStrong : Theme.stroke
        antialiasing: false
    }

    Rectangle {
        visible: label.text !== ""
        // Labels stay inside the picture.
        x: Math.min(0, (object.parent?.width ?? 0) - object.x - width)
        y: object.y >= height ? -height : 0
        width: label.implicitWidth + 2 * Theme.spaceXs
        height: label.implicitHeight
        color: object._color

        CaptionText {
            id: label

            x: Theme.spaceXs
            color: Theme.color.boxText
            font.weight: Font.DemiBold
            renderType: Text.NativeRendering // there may be a hundred of them
            text: [object._name, object._pace, object.violating ? qsTr("violation") : ""]
                .filter(part => part !== "").join(" · ")
        }
    }
}
