pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// A plan for people: which programs, how much to download, how long it takes.
Card {
    id: summary

    required property SetupPlan plan
    required property string folder
    required property bool bundled

    function _load(): string {
        if (plan.installs === 0)
            return qsTr("Nothing needs to be downloaded.");
        const long = Wording.several(plan.minutes, qsTr("about 1 minute"), qsTr("about %1 minutes"));
        return bundled ? qsTr("No download: the files come from the bundle. Takes %1.").arg(long)
            : plan.size === 0 ? qsTr("The size of the download is not known.")
            : qsTr("Download: about %1. Takes %2 at 50 Mbit/s.").arg(Wording.bytes(plan.size)).arg(long);
    }

    title: plan.installs === 0 ? qsTr("No program needs to be installed")
        : Wording.several(plan.installs, qsTr("1 program will be installed"), qsTr("%1 programs will be installed"))

    Repeater {
        model: summary.plan.rows

        RowLayout {
            id: program

            required property string name
            required property string version
            required property int size
            required property string what

            Layout.fillWidth: true
            spacing: Theme.spaceM

            Glyph {
                color: program.what === "keep" ? Theme.color.ok : Theme.color.accent
                path: program.what === "keep" ? Glyphs.check : Glyphs.plus
            }

            BodyText {
                Layout.preferredWidth: Theme.taskTitle
                text: [SetupWording.service(program.name), program.version].filter(one => one !== "").join(" ")
            }

            BodyText {
                Layout.fillWidth: true
                color: Theme.color.textMuted
                text: SetupWording.planned(program.what)
                wrapMode: Text.Wrap
            }

            BodyText {
                color: Theme.color.textMuted
                text: Wording.bytes(program.size)
                visible: program.what === "install" && !summary.bundled && program.size > 0
            }
        }
    }

    BodyText {
        Layout.fillWidth: true
        text: summary._load()
        wrapMode: Text.Wrap
    }

    HintText {
        Layout.fillWidth: true
        text: qsTr("Data, settings and passwords go into %1.").arg(summary.folder)
        wrapMode: Text.WrapAtWordBoundaryOrAnywhere
    }
}
