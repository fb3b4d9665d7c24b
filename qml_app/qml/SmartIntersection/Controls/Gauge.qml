import QtQuick
import SmartIntersection.Theme

// How far something is; where nobody knows the end, it only shows that it goes on.
Item {
    id: gauge

    required property string label
    // From 0 to 1; below 0 if nobody knows.
    required property real value
    readonly property bool _known: value >= 0

    implicitHeight: Theme.gauge
    implicitWidth: Theme.sidePanel
    Accessible.role: Accessible.ProgressBar
    Accessible.name: label
    Accessible.description: _known ? qsTr("%1%").arg(Math.round(value * 100)) : ""

    Rectangle {
        anchors.fill: parent
        radius: height / 2
        color: Theme.color.raised
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    Rectangle {
        id: bar

        height: parent.height
        width: gauge._known ? Math.max(height, parent.width * Math.min(1, gauge.value)) : parent.width / 4
        radius: height / 2
        color: Theme.color.accent
        visible: !gauge._known || gauge.value > 0

        SequentialAnimation on x {
            running: !gauge._known && gauge.visible
            loops: Animation.Infinite
            onStopped: bar.x = 0

            NumberAnimation {
                from: 0
                to: gauge.width * 3 / 4
                duration: Theme.slow
                easing.type: Easing.InOutQuad
            }

            NumberAnimation {
                from: gauge.width * 3 / 4
                to: 0
                duration: Theme.slow
                easing.type: Easing.InOutQuad
            }
        }
    }
}
