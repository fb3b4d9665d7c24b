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
    readonly property int _columns: Math.max(1, Math.floor(area.width / Theme.cardWidth))

    ScrollArea {
        id: area

        anchors.fill: parent
        anchors.margins: Theme.spaceM
        label: qsTr("Services")
        contentHeight: content.implicitHeight
        visible: page.services.known

        ColumnLayout {
            id: content

            width: area.width - area.gutter
            spacing: Theme.spaceM

            TitleText {
                text: qsTr("Engine")
                Accessible.role: Accessible.Heading
            }

            GridLayout {
                Layout.fillWidth: true
                columns: page._columns
                columnSpacing: Theme.spaceM
                rowSpacing: Theme.spaceM
                uniformCellWidths: true

                Repeater {
                    model: page.services.parts

                    PartCard {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                    }
                }
            }

            TitleText {
                Layout.topMargin: Theme.spaceM
                text: qsTr("Services on this machine")
                Accessible.role: Accessible.Heading
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
                    }
                }

                // A single card keeps the width it has among others.
                Repeater {
                    model: Math.max(0, page._columns - installed.count)

                    Item {
                        Layout.fillWidth: true
                    }
                }
            }

            Placeholder {
                Layout.alignment: Qt.AlignHCenter
                Layout.preferredWidth: Theme.messageWidth
                visible: installed.count === 0
                glyph: page.services.problem !== "" ? Glyphs.warning : Glyphs.services
                title: page.services.problem !== "" ? qsTr("The services cannot be asked")
                    : qsTr("No services are installed on this machine")
                explanation: page.services.problem !== "" ? page.services.problem
                    : qsTr("The engine works without any: it brings a broker and a journal. \"smart-intersection setup\" installs Mosquitto, InfluxDB and Grafana.")
            }
        }
    }
}
