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
    // Where the label stands in the picture; null where there is no room for it.
    property var spot: null
    readonly property size plate: Qt.size(Math.ceil(label.implicitWidth) + 2 * Theme.spaceXs, Math.ceil(label.implicitHeight))
    readonly property bool worded: label.text !== ""
    readonly property string _name: labelled ? qsTr("%1 %2").arg(Wording.kind(kind)).arg(track) : ""
    readonly property string _pace: measured ? Wording.speed(speed) : ""
    readonly property color _color: violating ? Theme.color.violation : Theme.kind(kind)

    // From the box to a label that stands apart, as a piece of a path.
    function leader(): string {
        const middle = object.spot.x + object.spot.width / 2;
        const centre = object.spot.y + object.spot.height / 2;
        return `M${object.x + object.width / 2},${object.y + object.height / 2}L${middle},${centre}`;
    }

    x: box.x * zoom
    y: box.y * zoom
    width: box.width * zoom
    height: box.height * zoom

    Rectangle {
        anchors.fill: parent
        color: object.violating ? Qt.alpha(object._color, Theme.faint) : "transparent"
        border.color: object._color
        border.width: object.violating ? Theme.strokeStrong : Theme.stroke
        antialiasing: false
    }

    // Above all strokes of the picture, those of other road users too.
    Rectangle {
        parent: object.parent
        z: 1
        visible: object.spot !== null && object.worded // words that end leave their spot behind
        x: object.spot?.x ?? 0
        y: object.spot?.y ?? 0
        width: object.plate.width
        height: object.plate.height
        color: object._color

        CaptionText {
            id: label

            x: Theme.spaceXs
            color: Theme.color.boxText
            font.weight: Font.DemiBold
            renderType: Text.NativeRendering // there may be a hundred of them
            text: [object._name, object._pace, object.violating ? qsTr("Violation") : ""]
                .filter(part => part !== "").join(" · ")
        }
    }
}
