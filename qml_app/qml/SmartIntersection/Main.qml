pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The window: top bar, notices, the pages and the way between them.
ApplicationWindow {
    id: window

    required property Monitor monitor
    required property Engine engine
    required property Browser browser
    required property Preferences preferences
    required property Snapshots snapshots
    required property Notifications notifications
    required property Opening opening
    required property Player player
    required property Results results
    required property ModelFetch modelFetch
    // view models of the pages, and the one in view, by their names
    required property var models
    required property string page
    readonly property Traffic traffic: models.traffic as Traffic
    readonly property Violations violations: models.violations as Violations
    readonly property Services services: models.services as Services
    readonly property Configuration configuration: models.settings as Configuration
    readonly property Setup setup: models.setup as Setup
    readonly property bool _looking: visibility !== Window.Hidden && visibility !== Window.Minimized
    readonly property list<var> _pages: RegistryWording.pages.map(one => ({ name: one.name, title: one.title, glyph: Glyphs[one.glyph] }))
    property bool _answered: false

    function toggleFullScreen(): void {
        visibility = visibility === Window.FullScreen ? Window.AutomaticVisibility : Window.FullScreen;
    }

    width: Theme.windowWidth
    height: Theme.windowHeight
    minimumWidth: Theme.windowLeastWidth
    minimumHeight: Theme.windowLeastHeight
    visible: true
    onClosing: close => {
        if (!window._answered && !pages.holds && window.engine.endsWithWindow) {
            if (window.preferences.closing === "ask") {
                close.accepted = false;
                question.open();
            } else {
                window.engine.leave(window.preferences.closing === "keep");
            }
        }
    }
    title: monitor.caption === "" ? qsTr("Smart Intersection") : qsTr("%1 – Smart Intersection").arg(monitor.caption)
    color: Theme.color.background
    palette: WindowPalette {}

    header: WindowHeader {
        monitor: window.monitor
        notifications: window.notifications
        notificationsShown: notificationPanel.visible
        onToggleNotifications: notificationPanel.visible = !notificationPanel.visible
        engine: window.engine
        setup: window.setup
        browser: window.browser
        traffic: window.traffic
        violations: window.violations
        page: window.page
        beginning: window.opening.shown
        fullScreen: window.visibility === Window.FullScreen
        panelShown: pages.panelShown && !pages.panelAside
        onTogglePanel: {
            const shown = pages.panelShown && !pages.panelAside;
            pages.panelShown = !shown;
            if (pages.panelAside && !shown)
                notificationPanel.visible = false; // both have no room
        }
        onToggleTheme: window.preferences.theme = Theme.dark ? "light" : "dark"
        onToggleFullScreen: window.toggleFullScreen()
        onSetUp: window.page = "setup"
    }

    DroppedVideos {
        anchors.fill: parent
        opening: window.opening
        onDropped: window.page = "live"
    }

    RowLayout {
        anchors.fill: parent
        spacing: 0

        Rail {
            Layout.fillHeight: true
            pages: window._pages
            current: window.page
            onChosen: name => window.page = name
        }

        Pages {
            id: pages

            Layout.fillWidth: true
            Layout.fillHeight: true
            monitor: window.monitor
            traffic: window.traffic
            violations: window.violations
            services: window.services
            configuration: window.configuration
            setup: window.setup
            engine: window.engine
            browser: window.browser
            preferences: window.preferences
            snapshots: window.snapshots
            notifications: window.notifications
            opening: window.opening
            player: window.player
            results: window.results
            models: window.models
            pages: window._pages
            page: window.page
            looking: window._looking
            panelAside: notificationPanel.visible && window.width < Theme.roomyWindow
            onWanted: page => window.page = page
        }

        NotificationPanel {
            id: notificationPanel

            Layout.fillHeight: true
            Layout.preferredWidth: Theme.sidePanelNarrow
            visible: false
            notifications: window.notifications
            preferences: window.preferences
            onClosed: visible = false
        }
    }

    ClosingQuestion {
        id: question

        onAnswered: answer => {
            window.preferences.closing = answer;
            window.engine.leave(answer === "keep");
            window._answered = true;
            window.close();
        }
    }

    OpeningQuestion {
        opening: window.opening
    }

    ModelDownload {
        fetch: window.modelFetch
    }

    PageKeys {
        pages: window._pages
        onChosen: name => window.page = name
    }

    Binding {
        target: window.monitor
        property: "hidden"
        value: !window._looking || window.page !== "live"
    }

    Binding {
        target: Theme
        property: "name"
        value: window.preferences.theme
    }
}
