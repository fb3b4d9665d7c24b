pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The way from an empty machine to services that run, and back to them when something broke.
FocusScope {
    id: page

    required property Setup setup
    required property Engine engine
    required property Browser browser

    signal leave

    ColumnLayout {
        anchors.top: parent.top
        anchors.bottom: parent.bottom
        anchors.horizontalCenter: parent.horizontalCenter
        anchors.topMargin: Theme.spaceXl
        anchors.bottomMargin: Theme.spaceL
        width: Math.min(parent.width - 2 * Theme.spaceXl, Theme.wizard)
        spacing: Theme.spaceL
        visible: page.setup.known

        StepBar {
            Layout.alignment: Qt.AlignHCenter
            step: page.setup.step
        }

        ProfileStep {
            Layout.fillWidth: true
            Layout.fillHeight: true
            setup: page.setup
            visible: page.setup.step === "profile"
        }

        RunStep {
            Layout.fillWidth: true
            Layout.fillHeight: true
            setup: page.setup
            engine: page.engine
            browser: page.browser
            visible: page.setup.step !== "profile"
        }

        StepButtons {
            Layout.fillWidth: true
            setup: page.setup
            onLeave: page.leave()
        }
    }

    Placeholder {
        anchors.centerIn: parent
        visible: !page.setup.known
        glyph: Glyphs.setup
        title: qsTr("Checking the current setup")
    }
}
