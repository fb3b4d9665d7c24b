pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Live
import SmartIntersection.Services
import SmartIntersection.Settings
import SmartIntersection.Setup
import SmartIntersection.Traffic
import SmartIntersection.Violations

// The pages, one in view at a time, and the ways between them.
StackLayout {
    id: stack

    required property Monitor monitor
    required property Traffic traffic
    required property Violations violations
    required property Services services
    required property Configuration configuration
    required property Setup setup
    required property Engine engine
    required property Browser browser
    required property Preferences preferences
    required property Snapshots snapshots
    required property Notifications notifications
    required property Opening opening
    required property Player player
    required property Results results
    // name, title and glyph of each, in the order below; the one in view; whether anybody sees the window
    required property var pages
    required property string page
    required property bool looking
    property alias panelShown: live.panelShown
    // Whether the settings keep the window from being closed.
    readonly property bool holds: (settings.item as SettingsPage)?.holds ?? false

    signal wanted(page: string)

    component LaterPage: LatePage {
        page: stack.page
        looking: stack.looking
    }

    // The place that a notification speaks of.
    function goTo(topic: string, subject: string, violation: string): void {
        if (topic === "violation") {
            stack.wanted("violations");
            stack.violations.open(violation);
        } else if (topic === "camera") {
            stack.wanted("live");
            live.enlarged = stack.monitor.cameraNames.length > 1 && stack.monitor.cameraNames.includes(subject) ? subject : "";
        } else if (["service", "part", "engine"].includes(topic)) {
            stack.wanted("services");
            Qt.callLater(() => (servicesPage.item as ServicesPage)?.show(subject));
        } else if (topic === "window") {
            if (stack.pages.some(one => one.name === subject))
                stack.wanted(subject);
        }
    }

    currentIndex: pages.findIndex(one => one.name === page)

    LivePage {
        id: live

        focus: stack.page === "live"
        monitor: stack.monitor
        preferences: stack.preferences
        snapshots: stack.snapshots
        opening: stack.opening
        player: stack.player
        results: stack.results
        configuration: stack.configuration
        onSetUp: stack.wanted("setup")
        onViolationChosen: violation => stack.goTo("violation", "", violation)
    }

    LaterPage {
        name: "traffic"
        viewModel: stack.traffic
        sourceComponent: TrafficPage {
            focus: true
            traffic: stack.traffic
        }
    }

    LaterPage {
        name: "violations"
        viewModel: stack.violations
        sourceComponent: ViolationsPage {
            focus: true
            violations: stack.violations
        }
    }

    LaterPage {
        id: servicesPage

        name: "services"
        viewModel: stack.services
        sourceComponent: ServicesPage {
            focus: true
            services: stack.services
            engine: stack.engine
            browser: stack.browser
            onSetUp: stack.wanted("setup")
        }
    }

    LaterPage {
        name: "setup"
        viewModel: stack.setup
        sourceComponent: SetupPage {
            focus: true
            setup: stack.setup
            engine: stack.engine
            browser: stack.browser
            onLeave: stack.wanted("services")
        }
    }

    LaterPage {
        id: settings

        name: "settings"
        needed: live.configuring
        viewModel: stack.configuration
        sourceComponent: SettingsPage {
            focus: true
            config: stack.configuration
            preferences: stack.preferences
        }
    }

    Connections {
        target: stack.notifications

        function onWanted(topic: string, subject: string, violation: string): void {
            stack.goTo(topic, subject, violation);
        }
    }
}
