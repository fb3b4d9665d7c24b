pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What is drawn over the pictures, to be chosen, and what the colours mean.
Popup {
    id: menu

    required property Preferences preferences

    padding: Theme.spaceL
    focus: true
    closePolicy: Popup.CloseOnEscape | Popup.CloseOnPressOutsideParent
    onOpened: first.nextItemInFocusChain().forceActiveFocus(Qt.TabFocusReason)

    background: Rectangle {
        radius: Theme.radiusM
        color: Theme.color.surface
        border.color: Theme.color.outline
        border.width: Theme.hairline
    }

    contentItem: Column {
        id: first

        spacing: Theme.spaceS
        Accessible.role: Accessible.Grouping
        Accessible.name: qsTr("Overlays")

        Section {
            title: qsTr("Overlays")

            Repeater {
                model: ["boxes", "labels", "speeds", "trails", "lines", "zones", "signals"]

                Toggle {
                    required property string modelData

                    text: LiveWording.layer(modelData)
                    on: menu.preferences.hiddenLayers.indexOf(modelData) < 0
                    onSwitched: on => menu.preferences.showLayer(modelData, on)
                }
            }
        }

        Section {
            title: qsTr("Colours")

            Repeater {
                model: ["car", "truck", "bus", "motorcycle", "bicycle", "person"]

                Row {
                    id: kind

                    required property string modelData

                    spacing: Theme.spaceS

                    Rectangle {
                        anchors.verticalCenter: parent.verticalCenter
                        width: Theme.lampSize
                        height: Theme.lampSize
                        radius: Theme.radiusS
                        color: Theme.kind(kind.modelData)
                    }

                    BodyText {
                        text: Wording.kind(kind.modelData)
                    }
                }
            }
        }
    }
}
