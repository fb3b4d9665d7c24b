pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// All that happened since the window opened, newest first; and which kinds are shown as they come.
Rectangle {
    id: panel

    required property Notifications notifications
    required property Preferences preferences

    signal closed

    color: Theme.color.surface
    onVisibleChanged: if (!visible && panel.notifications) panel.notifications.read()
    Keys.onEscapePressed: panel.closed()

    Rectangle {
        height: parent.height
        width: Theme.hairline
        color: Theme.color.outline
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true

            TitleText {
                Layout.fillWidth: true
                text: qsTr("Notifications")
                Accessible.role: Accessible.Heading
            }

            TextButton {
                text: qsTr("Clear")
                enabled: list.count > 0
                onClicked: panel.notifications.clear()
            }

            IconButton {
                glyph: Glyphs.cross
                text: qsTr("Close notifications")
                onClicked: panel.closed()
            }
        }

        ListView {
            id: list

            Layout.fillWidth: true
            Layout.fillHeight: true
            clip: true
            activeFocusOnTab: true
            keyNavigationEnabled: true
            boundsBehavior: Flickable.StopAtBounds
            spacing: Theme.spaceXs
            model: panel.notifications.kept
            Accessible.role: Accessible.List
            Accessible.name: qsTr("Notifications")
            Keys.onReturnPressed: (currentItem as NotificationRow)?.click()

            delegate: NotificationRow {
                width: list.width - bar.width
                current: ListView.isCurrentItem && list.activeFocus
                onClicked: panel.notifications.open(number)
            }

            ScrollBar.vertical: ScrollBar {
                id: bar

                policy: list.contentHeight > list.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
            }
        }

        BodyText {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: list.count === 0
            color: Theme.color.textMuted
            text: qsTr("No notifications since the window opened.")
            wrapMode: Text.Wrap
        }

        CaptionText {
            text: qsTr("Notify me about")
            font.weight: Font.DemiBold
        }

        Repeater {
            model: LiveWording.notificationKinds()

            Toggle {
                required property var modelData

                text: modelData.text
                on: !panel.preferences.mutedKinds.includes(modelData.kind)
                onSwitched: on => panel.preferences.mute(modelData.kind, !on)
            }
        }
    }
}
