pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Controls
import SmartIntersection.Theme

// A signal group and the lamp that is lit.
Rectangle {
    id: head

    required property string name
    required property string lamp
    // Where there is room for names.
    required property bool labelled

    width: row.implicitWidth + 2 * Theme.spaceS
    height: Theme.spaceXl
    radius: Theme.radiusS
    color: Theme.color.videoPlate
    Accessible.role: Accessible.StaticText
    Accessible.name: qsTr("Signal %1: %2").arg(name).arg(Wording.lamp(lamp))

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spaceXs

        CaptionText {
            anchors.verticalCenter: parent.verticalCenter
            rightPadding: Theme.spaceXs
            visible: head.labelled
            color: Theme.color.videoText
            text: head.name
            Accessible.ignored: true
        }

        Repeater {
            model: ["red", "amber", "green"]

            Rectangle {
                required property string modelData

                y: (row.height - height) / 2 // not an anchor: it outlives the row when the scene goes
                width: Theme.lampSize
                height: Theme.lampSize
                radius: Theme.lampSize / 2
                color: head.lamp === modelData ? Theme.lamp(modelData) : Theme.color.lampDark
            }
        }
    }
}
