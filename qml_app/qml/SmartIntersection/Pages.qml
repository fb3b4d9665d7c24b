pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Live
import SmartIntersection.Theme

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
    // view models by the names of their pages
    required property var models
    // name, title and glyph of each, the Live page first; the one in view; whether anybody sees the window
    required property var pages
    required property string page
    required property bool looking
    property alias panelShown: live.panelShown
    property alias panelAside: live.panelAside
    // Whether the settings keep the window from being closed; they say so.
    property bool holds: false

    signal wanted(page: string)
    // Its card is to be seen on the page of the services.
    signal serviceAsked(name: string)

    component LaterPage: LatePage {
        given: ({ stack })
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
            Qt.callLater(() => stack.serviceAsked(subject));
        } else if (topic === "window") {
            if (stack.pages.some(one => one.name === subject))
                stack.wanted(subject);
        }
    }

    // What has the keyboard and is no stop of Tab itself, such as a page that was just opened, hands it on from where it
    // stands; Qt would begin anew at the top of the window.
    function _tab(forward: bool): void {
        stack.Window.activeFocusItem?.nextItemInFocusChain(forward).forceActiveFocus(forward ? Qt.TabFocusReason : Qt.BacktabFocusReason);
    }

    Keys.onTabPressed: _tab(true)
    Keys.onBacktabPressed: _tab(false)
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

    Repeater {
        model: RegistryWording.pageFiles

        LaterPage {
            required property var modelData

            name: modelData.name
            file: Qt.resolvedUrl(modelData.file)
            // the editor of the Live page works with the settings as well
            shared: name === "settings" && live.configuring
            viewModel: stack.models[name]
        }
    }

    Connections {
        target: stack.notifications

        function onWanted(topic: string, subject: string, violation: string): void {
            stack.goTo(topic, subject, violation);
        }
    }
}
