pragma ComponentBehavior: Bound

import QtQuick
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The period, and what each view can be narrowed to.
Flow {
    id: filters

    required property Traffic traffic
    required property string view
    required property bool manyCameras

    function _short(name: string): string {
        return filters.manyCameras ? name.replace("/", " · ") : name.slice(name.indexOf("/") + 1);
    }

    function _kinds(names: var): var {
        return [{ value: "", text: qsTr("All classes") }].concat(names.map(name => ({ value: name, text: Wording.kind(name) })));
    }

    // Lines of one kind together, then each by itself: those of several kinds count the same vehicles.
    function _lines(model: var): var {
        return model.groups.map(kind => ({ value: "kind:" + kind, text: RecordWording.linesOf(kind) }))
            .concat(model.lineNames.map(name => ({ value: name, text: filters._short(name) })));
    }

    function _nothing(model: var): string {
        return model.status === "loading" ? qsTr("Loading …")
            : filters.view === "speeds" ? qsTr("No lines with speeds") : qsTr("No lines");
    }

    spacing: Theme.spaceM

    PeriodBar {
        page: filters.traffic
        named: [
            { value: "hour", text: qsTr("1 h") },
            { value: "hours", text: qsTr("6 h") },
            { value: "day", text: qsTr("24 h") },
            { value: "all", text: qsTr("All") }
        ]
    }

    Picker {
        visible: ["counts", "zones"].includes(filters.view)
        label: qsTr("Interval")
        choices: filters.traffic.bins.map(seconds => ({ value: String(seconds), text: RecordWording.bins(seconds) }))
        chosenValue: String(filters.traffic.bin)
        onChosen: value => filters.traffic.bin = parseInt(value)
    }

    Picker {
        visible: filters.view === "counts"
        label: qsTr("Line")
        choices: filters._lines(filters.traffic)
        nothing: filters._nothing(filters.traffic)
        chosenValue: filters.traffic.line
        onChosen: value => filters.traffic.line = value
    }

    Segments {
        visible: filters.view === "counts"
        label: qsTr("Direction")
        choices: [
            { value: "", text: qsTr("Both directions") },
            { value: "forward", text: qsTr("Forward") },
            { value: "backward", text: qsTr("Backward") }
        ]
        value: filters.traffic.direction
        onChosen: value => filters.traffic.direction = value
    }

    Picker {
        visible: filters.view === "turning" && filters.traffic.turning.cameras.length > 1
        label: qsTr("Camera")
        choices: filters.traffic.turning.cameras.map(name => ({ value: name, text: name }))
        chosenValue: filters.traffic.turning.camera
        onChosen: value => filters.traffic.turning.camera = value
    }

    Picker {
        visible: filters.view === "turning"
        label: qsTr("Class")
        choices: filters._kinds(filters.traffic.turning.kinds)
        chosenValue: filters.traffic.turning.kind
        onChosen: value => filters.traffic.turning.kind = value
    }

    Picker {
        visible: filters.view === "speeds"
        label: qsTr("Line")
        choices: filters._lines(filters.traffic.speeds)
        nothing: filters._nothing(filters.traffic.speeds)
        chosenValue: filters.traffic.speeds.line
        onChosen: value => filters.traffic.speeds.line = value
    }

    Picker {
        visible: filters.view === "speeds"
        label: qsTr("Class")
        choices: filters._kinds(filters.traffic.speeds.kinds)
        chosenValue: filters.traffic.speeds.kind
        onChosen: value => filters.traffic.speeds.kind = value
    }
}
