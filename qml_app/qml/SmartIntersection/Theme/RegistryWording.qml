pragma Singleton

import QtQml

// What rules are called, their thresholds and the facts of a violation; deliveries, sources of signals, detector
// runtimes, files of models and checks. Made by `python -m qml_app.strings` from core/settings, core/kinds and
// bootstrap/setup/checks; do not edit.
QtObject {
    function label(code: string): string {
        switch (code) {
        case "red_light": return qsTr("Red light");
        case "wrong_way": return qsTr("Wrong way");
        case "near_miss": return qsTr("Near miss");
        default: return code;
        }
    }

    function threshold(code: string): string {
        switch (code) {
        case "red_light.grace": return qsTr("Grace period (s)");
        case "wrong_way.min_seconds": return qsTr("Minimum duration (s)");
        case "near_miss.pet": return qsTr("Maximum time gap (s)");
        case "near_miss.min_speed_kmh": return qsTr("Minimum vehicle speed (km/h)");
        default: return code;
        }
    }

    function fact(code: string): string {
        switch (code) {
        case "line": return qsTr("Line");
        case "signal": return qsTr("Signal");
        case "state": return qsTr("Signal state");
        case "seconds_into_red": return qsTr("Time into red");
        case "grace": return qsTr("Grace period");
        case "point": return qsTr("Position");
        case "speed_px_s": return qsTr("Speed");
        case "speed_kmh": return qsTr("Speed");
        case "seconds_observed": return qsTr("Observation time");
        case "left_at": return qsTr("Last position");
        case "zone": return qsTr("Zone");
        case "heading": return qsTr("Permitted heading");
        case "seconds_against": return qsTr("Duration against traffic");
        case "travelled_px": return qsTr("Distance travelled");
        case "min_seconds": return qsTr("Minimum duration");
        case "direction": return qsTr("Crossing direction");
        case "allowed": return qsTr("Permitted direction");
        case "pet_seconds": return qsTr("Time gap (PET)");
        case "max_pet_seconds": return qsTr("Limit");
        case "first_track": return qsTr("First road user");
        case "first_class": return qsTr("Class of first road user");
        case "first_speed_kmh": return qsTr("Speed of first road user");
        case "angle_degrees": return qsTr("Angle");
        default: return code;
        }
    }

    // Whether it happens at a moment and so has no length.
    function momentary(code: string): bool {
        return ["near_miss"].includes(code);
    }

    function delivery(code: string): string {
        switch (code) {
        case "mqtt": return qsTr("MQTT delivery");
        case "influx": return qsTr("InfluxDB delivery");
        default: return code;
        }
    }

    function isSink(code: string): bool {
        return ["mqtt", "influx"].includes(code);
    }

    function feed(code: string): string {
        switch (code) {
        case "fixed_plan": return qsTr("Fixed-time plan");
        case "video": return qsTr("Lamps in the picture");
        case "mqtt": return qsTr("From MQTT");
        case "simulator": return qsTr("Simulator");
        default: return code;
        }
    }

    function feedField(code: string): string {
        switch (code) {
        case "mqtt.topic": return qsTr("Topic");
        default: return code;
        }
    }

    function feedHint(code: string): string {
        switch (code) {
        case "mqtt.topic": return qsTr("red, amber or green, or JSON with \"state\"");
        default: return code;
        }
    }

    function check(code: string): string {
        switch (code) {
        case "machine": return qsTr("Computer");
        case "disk": return qsTr("Disk");
        case "clock": return qsTr("Clock");
        case "rights": return qsTr("Permissions");
        case "proxies": return qsTr("Proxies");
        case "catalogue": return qsTr("Catalogue");
        case "notes": return qsTr("Setup records");
        case "services": return qsTr("Services on this computer");
        case "destination": return qsTr("Destination");
        case "network": return qsTr("Network");
        default: return code;
        }
    }

    readonly property list<var> pages: [
        { name: "live", title: qsTr("Live"), glyph: "camera" },
        { name: "traffic", title: qsTr("Traffic"), glyph: "chart" },
        { name: "violations", title: qsTr("Violations"), glyph: "warning" },
        { name: "services", title: qsTr("Services"), glyph: "services" },
        { name: "setup", title: qsTr("Setup"), glyph: "setup" },
        { name: "settings", title: qsTr("Settings"), glyph: "sliders" }
    ]
    readonly property list<var> pageFiles: [
        { name: "traffic", file: "TrafficTab.qml" },
        { name: "violations", file: "ViolationsTab.qml" },
        { name: "services", file: "ServicesTab.qml" },
        { name: "setup", file: "SetupTab.qml" },
        { name: "settings", file: "SettingsTab.qml" }
    ]
    readonly property list<var> runtimes: [
        { value: "openvino", text: "OpenVINO" },
        { value: "onnx", text: "ONNX Runtime" },
        { value: "torch", text: "PyTorch" }
    ]
    readonly property string modelFiles: "*.onnx *.pt *.xml"
}
