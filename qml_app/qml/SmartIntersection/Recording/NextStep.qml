import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What to do next with a camera, and the button that does it: draw a line, or count.
Rectangle {
    id: step

    required property Camera camera
    required property bool able
    readonly property bool recording: camera.playback.mode !== undefined
    readonly property bool unlined: camera.lineCount === 0
    readonly property bool waits: recording && camera.playback.mode !== "count"
    readonly property bool wanted: able && (unlined || waits)

    signal draw(shape: string)
    signal count

    implicitHeight: row.implicitHeight + 2 * Theme.spaceS
    radius: Theme.radiusM
    color: Theme.color.accentSoft
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
            text: step.unlined ? qsTr("No counting line yet. Draw one across the road to count road users crossing it.")
                : qsTr("Ready to count the whole recording.")
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        TextButton {
            visible: step.unlined
            text: qsTr("Draw zone")
            onClicked: step.draw("zones")
        }

        TextButton {
            visible: step.unlined
            primary: true
            text: qsTr("Draw line")
            onClicked: step.draw("lines")
        }

        TextButton {
            visible: !step.unlined
            primary: true
            text: qsTr("Count")
            onClicked: step.count()
        }
    }
}
