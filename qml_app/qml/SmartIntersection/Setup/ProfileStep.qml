import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Where the services shall be, and what that needs to know.
ScrollArea {
    id: step

    required property Setup setup
    readonly property SetupForm _form: setup.form
    readonly property string _profile: _form.values["profile"]

    label: qsTr("Profile")
    contentHeight: content.implicitHeight

    ColumnLayout {
        id: content

        width: step.width - step.gutter
        spacing: Theme.spaceL

        ColumnLayout {
            spacing: Theme.spaceXs

            TitleText {
                font.pixelSize: Theme.textTitle
                text: step.setup.setUp ? qsTr("Check and repair this machine") : qsTr("Set up this machine")
                Accessible.role: Accessible.Heading
            }

            BodyText {
                Layout.fillWidth: true
                color: Theme.color.textMuted
                wrapMode: Text.Wrap
                text: step.setup.setUp
                    ? qsTr("Setup has run here. Going on shows what is not in order and mends it; the rest is left alone.")
                    : qsTr("Where shall counts and violations be kept? Nothing is changed before you have seen the plan.")
            }
        }

        RowLayout {
            Layout.fillWidth: true
            spacing: Theme.spaceM
            uniformCellSizes: true
            Accessible.role: Accessible.Grouping
            Accessible.name: qsTr("Profile")

            ChoiceCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: Glyphs.house
                text: qsTr("This machine")
                explanation: qsTr("Mosquitto, InfluxDB and Grafana are installed here, for you alone: history for months, dashboards, alerts.")
                checked: step._profile === "local"
                focus: true
                onClicked: step._form.put("profile", "local")
            }

            ChoiceCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: Glyphs.network
                text: qsTr("Other machines")
                explanation: qsTr("A broker and perhaps a database that somebody else keeps. Nothing is installed here.")
                checked: step._profile === "remote"
                onClicked: step._form.put("profile", "remote")
            }

            ChoiceCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: Glyphs.chip
                text: qsTr("In the engine")
                explanation: qsTr("The engine brings a broker and a journal. Nothing is installed; good for small devices and for trying.")
                checked: step._profile === "embedded"
                onClicked: step._form.put("profile", "embedded")
            }
        }

        LocalFields {
            Layout.fillWidth: true
            visible: step._profile === "local"
            form: step._form
        }

        RemoteFields {
            Layout.fillWidth: true
            visible: step._profile === "remote"
            form: step._form
        }

        BodyText {
            Layout.fillWidth: true
            visible: step.setup.problem !== ""
            color: Theme.color.failed
            text: step.setup.problem
            wrapMode: Text.Wrap
        }
    }
}
