pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The newest notifications, in a place of their own that is always there: nothing moves or is covered when one comes.
// Shift+Escape puts all away.
Rectangle {
    id: bar

    required property Notifications notifications
    readonly property int most: 3
    readonly property real _each: (width - 2 * Theme.spaceS - more.width - (most - 1) * Theme.spaceS) / most

    signal listed

    implicitHeight: Theme.control + 2 * Theme.spaceXs
    color: Theme.color.surface
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Newest notifications")

    Rectangle {
        width: parent.width
        height: Theme.hairline
        color: Theme.color.outline
    }

    CaptionText {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.spaceM
        visible: bar.notifications.count === 0
        text: qsTr("No new notifications")
    }

    Row {
        anchors.verticalCenter: parent.verticalCenter
        x: Theme.spaceS
        spacing: Theme.spaceS

        Repeater {
            model: bar.notifications.rows

            Toast {
                id: one

                required property int index
                required property string key
                required property int number
                required property string topic
                required property string subject
                required property string place
                required property int count
                required detail

                visible: index < bar.most
                width: Math.min(implicitWidth, bar._each)
                title: LiveWording.bulletin(topic, subject, place, level, count)
                onClicked: bar.notifications.open(number)
                onDismissed: bar.notifications.dismiss(key)
                onTitleChanged: one.Accessible.announce(title)
                Component.onCompleted: one.Accessible.announce(title)
            }
        }
    }

    TextButton {
        id: more

        anchors.verticalCenter: parent.verticalCenter
        anchors.right: parent.right
        anchors.rightMargin: Theme.spaceS
        visible: bar.notifications.count > bar.most
        text: qsTr("%1 more").arg(bar.notifications.count - bar.most)
        Accessible.description: qsTr("Opens the list of notifications.")
        onClicked: bar.listed()
    }

    Shortcut {
        sequences: ["Shift+Escape"]
        onActivated: bar.notifications.dismiss("")
    }
}
