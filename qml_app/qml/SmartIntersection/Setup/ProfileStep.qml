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
                text: step.setup.setUp ? qsTr("Check and repair") : qsTr("Set up database and dashboards")
                Accessible.role: Accessible.Heading
            }

            BodyText {
                Layout.fillWidth: true
                color: Theme.color.textMuted
                wrapMode: Text.Wrap
                text: step.setup.setUp
                    ? qsTr("Already set up. Continue to find and repair problems; nothing else changes.")
                    : qsTr("Where should data be stored? Nothing changes until you have seen and confirmed the plan.")
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
                text: qsTr("This computer")
                explanation: qsTr("Installs broker, database and dashboards here: months of history, charts and alerts. Without a network name, reachable from here only.")
                checked: step._profile === "local"
                focus: true
                onClicked: step._form.put("profile", "local")
            }

            ChoiceCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: Glyphs.network
                text: qsTr("Existing servers")
                explanation: qsTr("An existing broker and, optionally, database. Installs nothing here.")
                checked: step._profile === "remote"
                onClicked: step._form.put("profile", "remote")
            }

            ChoiceCard {
                Layout.fillWidth: true
                Layout.fillHeight: true
                glyph: Glyphs.chip
                text: qsTr("Built-in")
                explanation: qsTr("The engine’s own broker and journal, for this computer only. Installs nothing; suits small devices and trials.")
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
            text: ReasonWording.said(step.setup.problem)
            wrapMode: Text.Wrap
        }
    }
}
