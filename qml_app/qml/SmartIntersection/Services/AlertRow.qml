pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// An alert that fires: what, where, since when, and keeping it quiet for some hours.
Rectangle {
    id: row

    required property string key
    required property string name
    required property string place
    required property string summary
    required property string level
    required property int seconds
    // Milliseconds since the epoch; 0 for an alert that is heard.
    required property real until
    required property bool ours
    required property string doing

    signal silence(hours: int)
    signal unsilence

    implicitHeight: content.implicitHeight + 2 * Theme.spaceM
    radius: Theme.radiusS
    color: Theme.color.raised
    Accessible.role: Accessible.ListItem
    Accessible.name: row.place !== "" ? qsTr("%1: %2").arg(row.name).arg(row.place) : row.name
    Accessible.description: row.summary

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceXs

        RowLayout {
            spacing: Theme.spaceS

            Rectangle {
                Layout.preferredWidth: Theme.dot
                Layout.preferredHeight: Theme.dot
                radius: Theme.dot / 2
                color: Theme.level(row.level)
            }

            BodyText {
                font.weight: Font.DemiBold
                text: row.name
                Accessible.ignored: true
            }

            CaptionText {
                Layout.fillWidth: true
                text: row.place
                Accessible.ignored: true
            }

            CaptionText {
                text: qsTr("for %1").arg(Wording.age(row.seconds))
            }
        }

        HintText {
            Layout.fillWidth: true
            maximumLineCount: 3
            text: row.summary
            visible: text !== row.name
            wrapMode: Text.Wrap
            Accessible.ignored: true
        }

        RowLayout {
            Layout.topMargin: Theme.spaceXs
            spacing: Theme.spaceS

            CaptionText {
                text: row.doing !== "" ? qsTr("Please wait …")
                    : row.until > 0 ? qsTr("Silenced until %1").arg(Formats.dayAndClock(row.until)) : qsTr("Silence for")
            }

            Repeater {
                model: row.until === 0 ? [1, 8, 24] : []

                TextButton {
                    required property int modelData

                    enabled: row.doing === ""
                    text: qsTr("%1 h").arg(modelData)
                    Accessible.name: modelData === 1 ? qsTr("Silence %1 for 1 hour").arg(row.name)
                        : qsTr("Silence %1 for %2 hours").arg(row.name).arg(modelData)
                    onClicked: row.silence(modelData)
                }
            }

            TextButton {
                enabled: row.doing === ""
                visible: row.until > 0 && row.ours
                text: qsTr("Unmute")
                Accessible.name: qsTr("Unmute %1").arg(row.name)
                onClicked: row.unsilence()
            }

            CaptionText {
                visible: row.until > 0 && !row.ours
                text: qsTr("Silenced in Grafana")
            }
        }
    }
}
