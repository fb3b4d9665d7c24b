pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// Violations by kind, and the newest ones.
Card {
    id: violations

    required property Monitor monitor
    property int most: Theme.recentRows
    // With one camera, its name tells nothing.
    readonly property bool _many: monitor.cameraNames.length > 1

    signal chosen(violation: string)

    title: qsTr("Violations")
    aside: Wording.counted(monitor.current, monitor.recorded, monitor.work)

    Repeater {
        id: sums

        model: violations.monitor.violations

        RowLayout {
            id: sum

            required property string kind
            required property int count

            Layout.fillWidth: true

            BodyText {
                Layout.fillWidth: true
                text: Wording.violation(sum.kind)
            }

            BodyText {
                color: sum.count > 0 ? Theme.color.failed : Theme.color.textMuted
                font.weight: Font.DemiBold
                text: Wording.number(sum.count)
            }
        }
    }

    Repeater {
        id: recent

        model: violations.monitor.recent

        AbstractButton {
            id: row

            required property int index
            required property string violation
            required property string camera
            required property int track
            required property string rule
            required property string kind
            required property string time

            Layout.fillWidth: true
            visible: index < violations.most
            readonly property string _who: qsTr("%1: %2 %3").arg(Wording.violation(rule)).arg(Wording.kind(kind)).arg(track)

            text: violations._many ? qsTr("%1 at %2").arg(_who).arg(camera) : _who
            implicitHeight: Math.max(Theme.spaceXl, implicitContentHeight)
            hoverEnabled: true
            focusPolicy: Qt.StrongFocus
            Accessible.role: Accessible.Button
            Accessible.name: text
            Accessible.description: qsTr("Opens this violation.")
            Keys.onReturnPressed: click()
            Keys.onEnterPressed: click()
            onClicked: violations.chosen(violation)

            background: Rectangle {
                radius: Theme.radiusS
                color: row.hovered ? Theme.color.raised : "transparent"
                border.color: row.visualFocus ? Theme.color.focus : "transparent"
                border.width: Theme.focusRing
            }

            contentItem: RowLayout {
                spacing: Theme.spaceS

                Rectangle {
                    implicitWidth: Theme.dot
                    implicitHeight: Theme.dot
                    radius: Theme.dot / 2
                    color: Theme.color.violation
                }

                BodyText {
                    Layout.fillWidth: true
                    maximumLineCount: 2
                    text: row.text
                    wrapMode: Text.Wrap
                    Accessible.ignored: true
                }

                CaptionText {
                    text: Formats.clockWithSeconds(Date.parse(row.time))
                    Accessible.ignored: true
                }
            }
        }
    }

    HintText {
        Layout.fillWidth: true
        visible: violations.monitor.violationTotal === 0
        text: violations.monitor.status === "waiting" ? qsTr("No data yet.")
            : violations.monitor.status === "deleted" ? qsTr("No data.")
            : sums.count > 0 ? qsTr("None so far.")
            : RecordWording.unmonitored()
    }
}
