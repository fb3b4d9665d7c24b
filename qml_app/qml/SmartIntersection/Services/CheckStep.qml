pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Controls
import SmartIntersection.Theme

// A link of the self-test's chain, or something doctor or repair has to tell.
Item {
    id: step

    required property string name
    required property string title
    required property string level
    required property string condition
    required property string what
    required property string remedy
    required property real seconds
    // What is not in order because of it.
    required property var follows
    // How the step is called here.
    property string label: title
    // What is so, and what helps, in the window's language.
    property string told: what
    property string help: remedy
    // Whether there is a next one to be joined to.
    property bool joined: false

    implicitHeight: Math.max(content.implicitHeight, Theme.spaceXl) + Theme.spaceS
    Accessible.role: Accessible.ListItem
    Accessible.name: qsTr("%1: %2").arg(label).arg(told)
    Accessible.description: help

    Rectangle {
        x: mark.x + (mark.width - width) / 2
        y: mark.y + mark.height + Theme.spaceXs
        width: Theme.stroke
        height: step.height - y
        color: Theme.level(step.level)
        opacity: Theme.half
        visible: step.joined
    }

    Glyph {
        id: mark

        x: Theme.spaceXs
        y: Theme.spaceXs
        color: Theme.level(step.level)
        path: step.condition === "running" ? Glyphs.turning : step.level === "ok" ? Glyphs.check
            : step.level === "failed" ? Glyphs.cross : step.level === "busy" ? Glyphs.warning : Glyphs.dot

        RotationAnimation on rotation {
            running: step.condition === "running" && step.visible
            from: 0
            to: 360
            duration: Theme.slow
            loops: Animation.Infinite
            onStopped: mark.rotation = 0
        }
    }

    ColumnLayout {
        id: content

        anchors.left: mark.right
        anchors.right: parent.right
        anchors.leftMargin: Theme.spaceM
        spacing: Theme.spaceXs

        RowLayout {
            spacing: Theme.spaceS

            BodyText {
                Layout.fillWidth: true
                Layout.minimumHeight: Theme.spaceXl
                color: step.level === "off" ? Theme.color.textMuted : Theme.color.text
                font.weight: step.level === "failed" ? Font.DemiBold : Font.Normal
                text: step.label
                Accessible.ignored: true
            }

            CaptionText {
                text: qsTr("%1 s").arg(Wording.decimal(step.seconds, 2))
                visible: step.seconds >= 0
            }
        }

        HintText {
            Layout.fillWidth: true
            color: step.level === "failed" ? Theme.color.failed : Theme.color.textMuted
            text: step.told
            visible: text !== ""
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }

        HintText {
            Layout.fillWidth: true
            color: Theme.color.text
            text: qsTr("→ %1").arg(step.help)
            visible: step.help !== ""
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }

        TextButton {
            text: more.visible ? qsTr("Hide details") : Wording.several(step.follows.length, qsTr("Show 1 affected step"), qsTr("Show %1 affected steps"))
            visible: step.follows.length > 0
            onClicked: more.visible = !more.visible
        }

        BodyText {
            id: more

            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: step.follows.map(one => TaskWording.told(one)).join("\n")
            visible: false
            wrapMode: Text.WrapAtWordBoundaryOrAnywhere
        }
    }
}
