import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Live
import SmartIntersection.Theme

// The window: top bar, notices, and the page.
ApplicationWindow {
    id: window

    required property Monitor monitor
    required property string themeName

    function toggleFullScreen(): void {
        visibility = visibility === Window.FullScreen ? Window.AutomaticVisibility : Window.FullScreen;
    }

    width: Theme.windowWidth
    height: Theme.windowHeight
    minimumWidth: Theme.windowLeastWidth
    minimumHeight: Theme.windowLeastHeight
    visible: true
    title: monitor.site === "" ? qsTr("Smart Intersection") : qsTr("%1 – Smart Intersection").arg(monitor.site)
    color: Theme.color.background

    header: Column {
        TopBar {
            width: parent.width
            monitor: window.monitor
            fullScreen: window.visibility === Window.FullScreen
            panelShown: page.panelShown
            onTogglePanel: page.panelShown = !page.panelShown
            onToggleTheme: Theme.name = Theme.dark ? "light" : "dark"
            onToggleFullScreen: window.toggleFullScreen()
        }

        Notice {
            width: parent.width
            visible: GraphicsInfo.api === GraphicsInfo.Software
            text: qsTr("Software rendering: this screen has no graphics acceleration. The picture may be slow.")
        }
    }

    LivePage {
        id: page

        anchors.fill: parent
        focus: true
        monitor: window.monitor
    }

    Shortcut {
        sequences: ["F11"]
        onActivated: window.toggleFullScreen()
    }

    Binding {
        target: window.monitor
        property: "hidden"
        value: window.visibility === Window.Hidden || window.visibility === Window.Minimized
    }

    Component.onCompleted: Theme.name = window.themeName
}
