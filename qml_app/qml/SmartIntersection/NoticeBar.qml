pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The newest notifications, in room of the top bar that is theirs alone: nothing moves or is covered when one comes, and
// while there is none no page is lower for it. Shift+Escape puts all away.
Item {
    id: bar

    required property Notifications notifications
    // As many as can be read side by side.
    readonly property int most: Math.max(1, Math.min(3, Math.floor(width / Theme.toastLeast)))
    readonly property int _shown: Math.max(1, Math.min(most, notifications.count))
    readonly property real _each: (width - (more.visible ? more.width : 0) - _shown * Theme.spaceS) / _shown

    signal listed

    implicitHeight: Theme.control
    Accessible.role: Accessible.Pane
    Accessible.name: qsTr("Newest notifications")

    Row {
        anchors.verticalCenter: parent.verticalCenter
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

        TextButton {
            id: more

            visible: bar.notifications.count > bar.most
            text: qsTr("%1 more").arg(bar.notifications.count - bar.most)
            Accessible.description: qsTr("Opens the list of notifications.")
            onClicked: bar.listed()
        }
    }

    Shortcut {
        sequences: ["Shift+Escape"]
        onActivated: bar.notifications.dismiss("")
    }
}
