import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Setup

// The top bar, and below it what has to be said before anything else.
Column {
    id: header

    required property Monitor monitor
    required property Engine engine
    required property bool fullScreen
    required property bool panelOffered
    required property bool panelShown
    required property bool welcoming
    required property bool restartOffered
    required property bool dashboardOffered

    signal toggleFullScreen
    signal openDashboard
    signal togglePanel
    signal toggleTheme
    signal setUp
    signal notNow

    TopBar {
        width: parent.width
        monitor: header.monitor
        fullScreen: header.fullScreen
        panelOffered: header.panelOffered
        panelShown: header.panelShown
        dashboardOffered: header.dashboardOffered
        onOpenDashboard: header.openDashboard()
        onTogglePanel: header.togglePanel()
        onToggleTheme: header.toggleTheme()
        onToggleFullScreen: header.toggleFullScreen()
    }

    WelcomeCard {
        width: parent.width
        visible: header.welcoming
        engine: header.engine
        onSetUp: header.setUp()
        onClose: header.notNow()
    }

    Notice {
        width: parent.width
        visible: header.restartOffered
        text: header.engine.failure !== "" ? header.engine.failure
            : header.engine.doing !== "" ? qsTr("The engine is starting …")
            : qsTr("The engine does not run: nothing is counted.")

        TextButton {
            enabled: header.engine.doing === ""
            primary: true
            text: qsTr("Start engine")
            onClicked: header.engine.start()
        }
    }

    Notice {
        width: parent.width
        visible: GraphicsInfo.api === GraphicsInfo.Software
        text: qsTr("Software rendering: this screen has no graphics acceleration. The picture may be slow.")
    }
}
