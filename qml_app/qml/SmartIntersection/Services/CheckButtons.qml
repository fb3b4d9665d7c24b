import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What looks at everything, and what fixes it.
RowLayout {
    id: buttons

    required property ServiceChecks checks
    // Whether there is something that could be repaired.
    required property bool repairable

    spacing: Theme.spaceS

    TextButton {
        enabled: !buttons.checks.busy
        primary: true
        text: qsTr("Run self-test")
        onClicked: buttons.checks.begin("selftest")
    }

    TextButton {
        enabled: !buttons.checks.busy
        text: qsTr("Diagnose")
        Accessible.description: qsTr("Lists problems and how to fix them. Changes nothing.")
        onClicked: buttons.checks.begin("doctor")
    }

    TextButton {
        enabled: !buttons.checks.busy && buttons.repairable
        text: qsTr("Repair")
        Accessible.description: qsTr("Fixes problems using your setup choices.")
        onClicked: buttons.checks.begin("repair")
    }

    Item {
        Layout.fillWidth: true
    }
}
