import QtQml
import SmartIntersection.Backend

// The dashboard of Grafana that goes with the page in view: its uid, cameras, and range as Grafana writes it.
QtObject {
    id: view

    required property string page
    required property Monitor monitor
    required property Traffic traffic
    required property Violations violations
    readonly property string uid: page === "violations" ? "si-violations"
        : page === "services" ? "si-performance" : "si-overview"
    readonly property list<string> cameras: _camera === "" ? [] : [_camera]
    readonly property string start: _starts[_period] ?? String(Math.floor(Number(_period.split("-")[0]) * 1000))
    readonly property string _period: page === "violations" ? violations.period : traffic.period
    readonly property var _starts: ({ hour: "now-1h", hours: "now-6h", day: "now-24h", week: "now-7d", all: "now-1y" })
    // One camera on the live page is the one that is meant.
    readonly property string _camera: page === "violations" ? violations.camera
        : page === "traffic" ? traffic.line.split("/")[0]
        : page === "live" && monitor.shown.length === 1 ? monitor.shown[0] : ""
}
