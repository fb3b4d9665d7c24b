pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Counts, violations and the health of the services.
Rectangle {
    id: panel

    required property Monitor monitor
    required property bool manyCameras

    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: scroll.activeFocus ? Theme.color.focus : Theme.color.outline
    border.width: scroll.activeFocus ? Theme.focusRing : Theme.hairline

    Flickable {
        id: scroll

        anchors.fill: parent
        anchors.margins: Theme.spaceL
        contentHeight: content.implicitHeight
        clip: true
        activeFocusOnTab: contentHeight > height
        boundsBehavior: Flickable.StopAtBounds
        Keys.onUpPressed: scrollBar.decrease()
        Keys.onDownPressed: scrollBar.increase()

        ScrollBar.vertical: ScrollBar {
            id: scrollBar

            policy: scroll.contentHeight > scroll.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
        }

        ColumnLayout {
            id: content

            width: scroll.width
            spacing: Theme.spaceXl

            Section {
                Layout.fillWidth: true
                title: qsTr("Crossings")
                aside: qsTr("since start")

                Repeater {
                    id: lines

                    model: panel.monitor.counts

                    LineCounts {
                        Layout.fillWidth: true
                        manyCameras: panel.manyCameras
                    }
                }

                CaptionText {
                    Layout.fillWidth: true
                    visible: lines.count === 0
                    wrapMode: Text.Wrap
                    text: panel.monitor.status === "waiting" ? qsTr("Nothing is known yet.")
                        : qsTr("No counting line is configured.")
                }
            }

            ViolationList {
                Layout.fillWidth: true
                monitor: panel.monitor
            }

            Section {
                Layout.fillWidth: true
                title: qsTr("Health")

                Repeater {
                    model: panel.monitor.services

                    ServiceRow {
                        Layout.fillWidth: true
                    }
                }
            }
        }
    }
}
