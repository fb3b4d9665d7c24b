import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Which violations are shown, and a file of the period.
RowLayout {
    id: filters

    required property Violations violations

    function _options(all: string, names: var, word: var): var {
        return [{ value: "", text: all }].concat(names.map(name => ({ value: name, text: word(name) })));
    }

    spacing: filters.width < Theme.windowLeastWidth ? Theme.spaceS : Theme.spaceM

    PeriodBar {
        page: filters.violations
        named: [
            { value: "hour", text: qsTr("1 h") },
            { value: "day", text: qsTr("24 h") },
            { value: "week", text: qsTr("7 days") },
            { value: "all", text: qsTr("All") }
        ]
    }

    Picker {
        Layout.fillWidth: true
        Layout.minimumWidth: Theme.pickerLeast
        Layout.maximumWidth: implicitWidth
        label: qsTr("Rule")
        choices: filters._options(qsTr("All rules"), filters.violations.ruleNames, name => Wording.violation(name))
        chosenValue: filters.violations.rule
        onChosen: value => filters.violations.rule = value
    }

    Picker {
        Layout.fillWidth: true
        Layout.minimumWidth: Theme.pickerLeast
        Layout.maximumWidth: implicitWidth
        label: qsTr("Camera")
        choices: filters._options(qsTr("All cameras"), filters.violations.cameraNames, name => name)
        chosenValue: filters.violations.camera
        onChosen: value => filters.violations.camera = value
    }

    Picker {
        Layout.fillWidth: true
        Layout.minimumWidth: Theme.pickerLeast
        Layout.maximumWidth: implicitWidth
        label: qsTr("Review")
        choices: filters._options(qsTr("All reviews"), ["open", "accepted", "dismissed"],
            name => RecordWording.verdict(name))
        chosenValue: filters.violations.verdict
        onChosen: value => filters.violations.verdict = value
    }

    Item {
        Layout.fillWidth: true
    }

    ExportButton {
        exporter: filters.violations.exporter
        name: "violations"
        start: filters.violations.start
        end: filters.violations.end
        status: filters.violations.status
    }
}
