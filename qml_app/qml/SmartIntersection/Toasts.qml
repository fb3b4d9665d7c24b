pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The bulletins in sight, the newest below. Shift+Escape puts all away.
Column {
    id: toasts

    required property Notifications notifications

    spacing: Theme.spaceS

    Repeater {
        model: toasts.notifications.rows

        Toast {
            id: one

            required property string key
            required property string topic
            required property string subject
            required property string place
            required property int count
            required detail

            title: LiveWording.bulletin(topic, subject, place, level, count)
            onDismissed: toasts.notifications.dismiss(key)
            onTitleChanged: one.Accessible.announce(title)
            Component.onCompleted: one.Accessible.announce(title)
        }
    }

    Shortcut {
        sequences: ["Shift+Escape"]
        onActivated: toasts.notifications.dismiss("")
    }
}
