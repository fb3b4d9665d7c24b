import QtQuick
import SmartIntersection.Services

ServicesPage {
    id: tab

    required property Pages stack

    focus: true
    services: stack.services
    engine: stack.engine
    browser: stack.browser
    onSetUp: stack.wanted("setup")

    Connections {
        target: tab.stack

        function onServiceAsked(name: string): void {
            tab.show(name);
        }
    }
}
