import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The product, the site, the engine's condition, and what concerns the window.
Rectangle {
    id: bar

    required property Monitor monitor
    required property Engine engine
    property bool fullScreen: false
    property bool dashboardOffered: false
    property bool panelOffered: true
    property bool panelShown: true

    required property Notifications notifications
    readonly property int _unread: notifications.unread
    // Nothing of the bar depends on the words in another part of it.
    readonly property int _siteRoom: width < Theme.wide ? Theme.siteLeast : Math.max(Theme.siteMost, width * Theme.siteShare)
    readonly property int _stateRoom: width < Theme.wide ? Theme.stateLeast : Theme.stateMost
    property bool notificationsShown: false

    signal openDashboard
    signal toggleNotifications
    signal toggleFullScreen
    signal togglePanel
    signal toggleTheme

    implicitHeight: Theme.topBar
    color: Theme.color.surface

    Rectangle {
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        height: Theme.hairline
        color: Theme.color.outline
    }

    RowLayout {
        anchors.fill: parent
        anchors.leftMargin: Theme.spaceL
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceS

        Rectangle {
            implicitWidth: Theme.control
            implicitHeight: Theme.control
            radius: Theme.radiusM
            color: Theme.color.accentSoft

            Glyph {
                anchors.centerIn: parent
                path: Glyphs.intersection
                color: Theme.color.accent
            }
        }

        ColumnLayout {
            Layout.leftMargin: Theme.spaceXs
            Layout.fillWidth: false
            Layout.preferredWidth: bar._siteRoom
            spacing: 0

            TitleText {
                Layout.fillWidth: true
                text: qsTr("Smart Intersection")
                Accessible.role: Accessible.Heading
            }

            CaptionText {
                Layout.fillWidth: true
                text: bar.monitor.caption
                visible: text !== ""
            }
        }

        NoticeBar {
            Layout.fillWidth: true
            notifications: bar.notifications
            onListed: if (!bar.notificationsShown) bar.toggleNotifications()
        }

        Item {
            Layout.rightMargin: Theme.spaceS
            implicitWidth: bar._stateRoom
            implicitHeight: state.implicitHeight

            StatusPill {
                id: state

                anchors.right: parent.right
                width: Math.min(implicitWidth, parent.width)
                level: bar.engine.doing !== "" ? "busy" : bar.monitor.level
                text: bar.engine.doing !== "" ? HealthWording.doing(bar.engine.doing)
                    : bar.monitor.troubles > 0 ? HealthWording.headline(bar.monitor.troubles, bar.monitor.trouble,
                    bar.monitor.troubleCondition, bar.monitor.level) : Wording.engine(bar.monitor.status, bar.monitor.seconds, bar.monitor.work)
            }
        }

        IconButton {
            glyph: Glyphs.bell
            text: bar._unread > 0 ? qsTr("Notifications, %1 unread").arg(bar._unread) : qsTr("Notifications")
            checked: bar.notificationsShown
            onClicked: bar.toggleNotifications()

            Rectangle {
                objectName: "unread"
                anchors.left: parent.horizontalCenter // more digits cover no more of the bell
                anchors.top: parent.top
                visible: bar._unread > 0 && !bar.notificationsShown
                width: Math.max(height, amount.implicitWidth + Theme.spaceXs)
                height: Theme.spaceL
                radius: height / 2
                color: Theme.color.failed

                CaptionText {
                    id: amount

                    anchors.centerIn: parent
                    color: Theme.color.surface
                    font.weight: Font.DemiBold
                    text: bar._unread > 99 ? qsTr("99+") : bar._unread
                    Accessible.ignored: true
                }
            }
        }

        IconButton {
            visible: bar.dashboardOffered
            glyph: Glyphs.dashboard
            text: qsTr("Open Grafana")
            Accessible.description: qsTr("Opens the matching dashboard in the browser, with the same site, camera and time range.")
            onClicked: bar.openDashboard()
        }

        IconButton {
            visible: bar.panelOffered
            glyph: Glyphs.panel
            text: bar.panelShown ? qsTr("Hide side panel") : qsTr("Show side panel")
            checked: bar.panelShown
            onClicked: bar.togglePanel()
        }

        IconButton {
            glyph: Theme.dark ? Glyphs.sun : Glyphs.moon
            text: Theme.dark ? qsTr("Light theme") : qsTr("Dark theme")
            onClicked: bar.toggleTheme()
        }

        IconButton {
            glyph: bar.fullScreen ? Glyphs.leaveFullScreen : Glyphs.fullScreen
            text: bar.fullScreen ? qsTr("Exit full screen (F11)") : qsTr("Full screen (F11)")
            onClicked: bar.toggleFullScreen()
        }
    }
}
