pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What was recorded of the traffic: counts, turning movements, speeds, zones. From the journal or the database.
FocusScope {
    id: page

    required property Traffic traffic
    // counts, turning, speeds or zones
    property string view: "counts"
    readonly property var _models: ({
        counts: page.traffic, turning: page.traffic.turning, speeds: page.traffic.speeds, zones: page.traffic.zones
    })
    readonly property JournalPage _model: page._models[page.view]
    readonly property bool _broken: ["broken", "away"].includes(page._model.status)
    // Beside figures it says why they are not the database's.
    readonly property bool _instead: page._model.problem !== "" && ["ready", "empty", "filtered"].includes(page._model.status)
    readonly property bool _manyCameras: new Set(traffic.lineNames.map(name => name.split("/")[0])).size > 1

    function _empty(view: string): string {
        switch (view) {
        case "turning": return qsTr("No turning movements in this period");
        case "speeds": return qsTr("No speeds in this period");
        case "zones": return qsTr("No zone data in this period");
        default: return qsTr("No crossings in this period");
        }
    }

    function _needs(view: string): string {
        switch (view) {
        case "turning": return qsTr("Draw approach and exit zones in Settings > Lines and zones to count turning movements.");
        case "speeds": return qsTr("Speeds require a calibrated camera. See Settings > Calibration.");
        case "zones": return qsTr("Draw zones in Settings > Lines and zones to measure occupancy.");
        default: return page.traffic.lineNames.length > 0 ? "" : qsTr("Draw a counting line on the Live page to count road users.");
        }
    }

    // The views share the period; only the one that is looked at reads.
    component Follow: QtObject {
        id: follow

        required property JournalPage model
        readonly property Binding _period: Binding {
            target: follow.model
            property: "period"
            value: page.traffic.period
        }
        readonly property Binding _bin: Binding {
            target: follow.model
            property: "bin"
            value: page.traffic.chosenBin
        }
        readonly property Binding _active: Binding {
            target: follow.model
            property: "active"
            value: page.traffic.active
        }
        readonly property Binding _chosen: Binding {
            target: follow.model
            property: "chosen"
            value: page._model === follow.model
        }
    }

    readonly property list<QtObject> _followers: [
        Follow {
            model: page.traffic.turning
        },
        Follow {
            model: page.traffic.speeds
        },
        Follow {
            model: page.traffic.zones
        }
    ]

    Binding {
        target: page.traffic
        property: "chosen"
        value: page.view === "counts"
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceM

            Tabs {
                label: qsTr("View")
                choices: [
                    { value: "counts", text: qsTr("Counts") },
                    { value: "turning", text: qsTr("Turning movements") },
                    { value: "speeds", text: qsTr("Speeds") },
                    { value: "zones", text: qsTr("Zones") }
                ]
                value: page.view
                onChosen: value => page.view = value
            }

            CaptionText {
                Layout.fillWidth: true
                horizontalAlignment: Text.AlignRight
                text: page._model.database === "" ? "" : qsTr("Database: %1").arg(page._model.database)
            }

            ExportButton {
                exporter: page._model.exporter
                name: page.view
                start: page._model.start
                end: page._model.end
                status: page._model.status
            }
        }

        TrafficFilters {
            Layout.fillWidth: true
            traffic: page.traffic
            view: page.view
            manyCameras: page._manyCameras
        }

        DamagedEvents {
            Layout.fillWidth: true
            page: page._model
        }

        DataElsewhere {
            Layout.fillWidth: true
            page: page._model
        }

        Notice {
            Layout.fillWidth: true
            visible: page._instead
            text: qsTr("%1. Showing local recordings only.").arg(ReasonWording.said(page._model.problem))
        }

        CountsView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.view === "counts" && page._model.status === "ready"
            traffic: page.traffic
            manyCameras: page._manyCameras
        }

        TurningView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.view === "turning" && page._model.status === "ready"
            turning: page.traffic.turning
        }

        SpeedsView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.view === "speeds" && page._model.status === "ready"
            speeds: page.traffic.speeds
            manyCameras: page._manyCameras
        }

        ZonesView {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page.view === "zones" && page._model.status === "ready"
            zones: page.traffic.zones
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: page._model.status !== "ready"

            Placeholder {
                anchors.centerIn: parent
                glyph: page._broken || page._model.damaged > 0 ? Glyphs.warning : Glyphs.chart
                title: page._model.status === "loading" ? qsTr("Loading data …")
                    : RecordWording.history(page._model.status, page._empty(page.view), page._model.damaged)
                explanation: page._broken ? ReasonWording.said(page._model.problem)
                    : page._model.status === "missing" ? RecordWording.begin()
                    : page._model.status === "empty" && page._model.damaged === 0 ? page._needs(page.view) : ""
            }
        }
    }
}
