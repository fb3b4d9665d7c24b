pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// One task: how it stands, why, what helps, and what differs.
FocusScope {
    id: row

    required property string name
    required property string group
    required property string title
    required property string condition
    required property string reason
    required property string remedy
    required property string diff
    required property string option
    // A plan speaks of what will be.
    property bool planned: false
    // Nothing is being done: what helps can be chosen.
    property bool idle: true
    property bool open: false
    // How the task is called here.
    property string label: title
    readonly property string _reason: TaskWording.reason(reason)
    readonly property color tone: condition === "ok" ? Theme.color.ok : condition === "failed" ? Theme.color.failed
        : condition === "changed" || condition === "running" ? Theme.color.accent
        : condition === "skipped" ? Theme.color.busy : Theme.color.idle

    signal takeInstead(option: string)
    signal stopEngine
    // Of a database that would lose data.
    signal allowDeletion

    implicitHeight: content.implicitHeight + 2 * Theme.spaceXs
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(label).arg(SetupWording.state(condition))
    Accessible.description: _reason

    ColumnLayout {
        id: content

        anchors.left: parent.left
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        anchors.leftMargin: Theme.spaceM
        anchors.rightMargin: Theme.spaceM
        spacing: Theme.spaceXs

        RowLayout {
            Layout.minimumHeight: Theme.control
            spacing: Theme.spaceM

            Glyph {
                id: mark

                color: row.tone
                path: row.condition === "ok" ? Glyphs.check : row.condition === "failed" ? Glyphs.cross
                    : row.condition === "changed" ? (row.planned ? Glyphs.plus : Glyphs.check)
                    : row.condition === "running" ? Glyphs.turning : row.condition === "skipped" ? Glyphs.warning : Glyphs.dot

                RotationAnimation on rotation {
                    running: row.condition === "running"
                    from: 0
                    to: 360
                    duration: Theme.slow
                    loops: Animation.Infinite
                    onStopped: mark.rotation = 0
                }
            }

            BodyText {
                Layout.preferredWidth: Theme.taskTitle
                color: row.condition === "waiting" ? Theme.color.textMuted : Theme.color.text
                text: row.label
                Accessible.ignored: true
            }

            BodyText {
                Layout.fillWidth: true
                color: row.condition === "failed" ? Theme.color.failed : Theme.color.textMuted
                text: row.condition === "changed" && !row.planned ? qsTr("Done (before: %1)").arg(row._reason) : row._reason
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                Accessible.ignored: true
            }

            Loader {
                active: row.diff !== ""
                visible: active
                sourceComponent: TextButton {
                    text: row.open ? qsTr("Hide changes") : qsTr("Show changes")
                    Accessible.name: qsTr("%1 of %2").arg(text).arg(row.label)
                    onClicked: row.open = !row.open
                }
            }
        }

        Loader {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.glyph + Theme.spaceM
            active: row.remedy !== ""
            visible: active
            sourceComponent: RowLayout {
                spacing: Theme.spaceM

                BodyText {
                    Layout.fillWidth: true
                    font.weight: Font.DemiBold
                    text: qsTr("→ %1").arg(SetupWording.remedy(row.option, row.remedy))
                    wrapMode: Text.WrapAtWordBoundaryOrAnywhere
                }

                TextButton {
                    visible: row.option === "engine"
                    enabled: row.idle
                    strong: true
                    text: qsTr("Stop engine")
                    onClicked: row.stopEngine()
                }

                TextButton {
                    visible: row.option === "shorten"
                    enabled: row.idle
                    text: qsTr("Allow deletion …")
                    onClicked: row.allowDeletion()
                }

                TextButton {
                    visible: row.option.includes("=")
                    enabled: row.idle
                    strong: true
                    text: qsTr("Use port %1").arg(row.option.split("=")[1] ?? "")
                    onClicked: row.takeInstead(row.option)
                }
            }
        }

        Loader {
            Layout.fillWidth: true
            Layout.leftMargin: Theme.glyph + Theme.spaceM
            active: row.open && row.diff !== ""
            visible: active
            sourceComponent: TaskDiff {
                diff: row.diff
            }
        }
    }
}
