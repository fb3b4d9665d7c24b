pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// How everything is that has to run.
FocusScope {
    id: page

    required property Services services
    required property Engine engine
    required property Browser browser
    // Asked with care: when the page goes, its parts go before what is worked out from them.
    readonly property int _columns: Math.max(1, Math.floor((area?.width ?? 0) / Theme.cardWidth))
    readonly property int _installed: installed?.count ?? 0
    readonly property int _parts: Math.max(1, parts?.count ?? 0)
    // What comes into alerts and checks does not move what stands below. Where nothing can come, they take no room.
    readonly property real _reserved: _installed > 0 || services.checks.what !== ""
        ? Math.max(Theme.checksHeight, height * Theme.checksShare) : -1

    signal setUp

    // Bring the card of a part or service into view.
    function show(name: string): void {
        for (let place = 0; place < parts.count; ++place) {
            const part = parts.itemAt(place) as PartCard;
            if (part && part.name === name)
                area.reveal(part);
        }
        for (let place = 0; place < installed.count; ++place) {
            const service = installed.itemAt(place) as ServiceCard;
            if (service && service.name === name)
                area.reveal(service);
        }
    }

    ScrollArea {
        id: area

        anchors.fill: parent
        anchors.margins: Theme.spaceM
        label: qsTr("Services")
        contentHeight: content.implicitHeight
        visible: page.services.known

        ColumnLayout {
            id: content

            width: (area?.width ?? 0) - (area?.gutter ?? 0)
            spacing: Theme.spaceM

            CheckButtons {
                Layout.fillWidth: true
                checks: page.services.checks
                repairable: page._installed > 0
            }

            RouteCard {
                Layout.fillWidth: true
                route: page.services.route
            }

            GridLayout {
                Layout.fillWidth: true
                columns: page._columns > 2 ? 2 : 1
                columnSpacing: Theme.spaceM
                rowSpacing: Theme.spaceM
                uniformCellWidths: true

                AlertsCard {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: page._reserved
                    alerts: page.services.alerts
                    onSetUp: page.setUp()
                }

                ChecksCard {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    Layout.preferredHeight: page._reserved
                    checks: page.services.checks
                }
            }

            TitleText {
                Layout.topMargin: Theme.spaceM
                text: qsTr("Engine components")
                Accessible.role: Accessible.Heading
            }

            GridLayout {
                Layout.fillWidth: true
                // As many rows as it takes, all of them full or nearly so.
                columns: Math.ceil(page._parts / Math.ceil(page._parts / page._columns))
                columnSpacing: Theme.spaceM
                rowSpacing: Theme.spaceM
                uniformCellWidths: true

                Repeater {
                    id: parts

                    model: page.services.parts

                    PartCard {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        engine: page.engine
                        onShowLog: page.services.log.name = name
                    }
                }
            }

            TitleText {
                Layout.topMargin: Theme.spaceM
                text: qsTr("Services on this computer")
                Accessible.role: Accessible.Heading
            }

            HintText {
                Layout.fillWidth: true
                visible: page.services.together >= 0
                text: (page.services.together > page.services.budget
                    ? qsTr("Mosquitto, InfluxDB and Grafana together use %1 of memory, more than their budget of %2.")
                    : qsTr("Mosquitto, InfluxDB and Grafana together use %1 of memory, within their budget of %2."))
                    .arg(Wording.bytes(page.services.together)).arg(Wording.bytes(page.services.budget))
            }

            GridLayout {
                Layout.fillWidth: true
                columns: page._columns
                columnSpacing: Theme.spaceM
                rowSpacing: Theme.spaceM
                uniformCellWidths: true

                Repeater {
                    id: installed

                    model: page.services.managed

                    ServiceCard {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        onStart: page.services.startService(name)
                        onStop: page.services.stopService(name)
                        onRestart: page.services.restartService(name)
                        onShowLog: page.services.log.name = name
                        onOpenPage: page.browser.open(address)
                    }
                }

                // A single card keeps the width it has among others.
                Repeater {
                    model: Math.max(0, page._columns - page._installed)

                    Item {
                        Layout.fillWidth: true
                    }
                }
            }

            LogCard {
                id: log

                readonly property bool _engine: page.services.log.name === "engine"

                Layout.fillWidth: true
                log: page.services.log
                name: _engine ? qsTr("Engine") : page.services.log.name
                nothing: _engine ? qsTr("The engine was started in a terminal and writes its log there.")
                    : qsTr("The log is empty.")
                visible: page.services.log.name !== ""
                onNameChanged: if (page.services.log.name !== "")
                    settled.restart()

                // It has its place and size only after the layout's next turn.
                Timer {
                    id: settled

                    interval: Theme.quick
                    onTriggered: area.reveal(log)
                }
            }

            NothingInstalled {
                Layout.fillWidth: true
                services: page.services
                visible: page._installed === 0
                onSetUp: page.setUp()
            }
        }
    }
}
