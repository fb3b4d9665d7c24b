import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme
import SmartIntersection.Setup

// The top bar, and below it what has to be said before anything else.
Column {
    id: header

    required property Monitor monitor
    required property Notifications notifications
    required property bool notificationsShown
    required property Engine engine
    required property bool fullScreen
    required property bool panelShown
    required property Setup setup
    required property Browser browser
    required property Traffic traffic
    required property Violations violations
    // the page in view
    required property string page
    // The ways to begin are in view, which is all there is to say.
    required property bool beginning
    readonly property bool _live: page === "live"
    property bool _notNow: false

    signal toggleFullScreen
    signal togglePanel
    signal toggleTheme
    signal setUp
    signal toggleNotifications

    TopBar {
        width: parent.width
        notifications: header.notifications
        notificationsShown: header.notificationsShown
        onToggleNotifications: header.toggleNotifications()
        monitor: header.monitor
        engine: header.engine
        fullScreen: header.fullScreen
        panelOffered: header._live && !header.beginning
        panelShown: header.panelShown
        dashboardOffered: header.browser.grafana
        onOpenDashboard: header.browser.openDashboard(inView.uid, header.monitor.site, inView.cameras, inView.start)
        onTogglePanel: header.togglePanel()
        onToggleTheme: header.toggleTheme()
        onToggleFullScreen: header.toggleFullScreen()
    }

    WelcomeCard {
        width: parent.width
        visible: header._live && !header.beginning && !header._notNow && header.setup.known && !header.setup.setUp
            && header.monitor.status === "waiting"
        engine: header.engine
        onSetUp: header.setUp()
        onClose: header._notNow = true
    }

    Notice {
        width: parent.width
        visible: header._live && !header.beginning && header.engine.offered && (header.monitor.status === "stopped" || header.monitor.status === "halted")
        working: header.engine.failure === "" && header.engine.doing !== ""
        text: header.engine.failure !== "" ? ReasonWording.said(header.engine.failure)
            : header.engine.doing !== "" ? qsTr("Engine is starting …")
            : [qsTr("The engine is not running. Nothing is being counted."), ReasonWording.said(header.monitor.reason)]
                .filter(part => part !== "").join("\n")

        TextButton {
            enabled: header.engine.doing === ""
            primary: true
            text: qsTr("Start engine")
            onClicked: header.engine.start()
        }
    }

    Notice {
        width: parent.width
        visible: header.monitor.stuck.includes(header.page)
        text: qsTr("This page is not updating and shows earlier data. Retrying …")
    }

    Notice {
        objectName: "software-rendering"
        width: parent.width
        visible: GraphicsInfo.api === GraphicsInfo.Software
        text: qsTr("No graphics acceleration available. Video may be slow.")
    }

    DashboardInView {
        id: inView

        page: header.page
        monitor: header.monitor
        traffic: header.traffic
        violations: header.violations
    }

    Shortcut {
        sequences: ["F11"]
        onActivated: header.toggleFullScreen()
    }
}
