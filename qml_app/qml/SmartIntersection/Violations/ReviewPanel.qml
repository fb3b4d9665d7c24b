import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What somebody thinks of a violation: accept or dismiss it, with a note, or take it back.
Card {
    id: panel

    required property Violations violations
    required property ViolationRow row
    readonly property string _violation: row?.violation ?? ""
    readonly property string _note: row?.note ?? ""
    property string _draft: ""

    signal judged(verdict: string, note: string)
    signal undone
    signal finished

    function judge(verdict: string): void {
        if (panel._violation !== "")
            panel.judged(verdict, panel._draft);
    }

    function editNote(): void {
        note.edit();
    }

    // What is being written at another violation meanwhile is not lost.
    function _recall(): void {
        panel._draft = panel.violations.draft(panel._violation);
    }

    on_ViolationChanged: panel._recall()
    on_NoteChanged: panel._recall()
    title: qsTr("Review")

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        StatusPill {
            level: RecordWording.verdictLevel(panel.row?.verdict ?? "")
            text: RecordWording.verdict(panel.row?.verdict ?? "")
        }

        Item {
            Layout.fillWidth: true
        }

        IconButton {
            enabled: panel.violations.undoable || !["", "open"].includes(panel.row?.verdict ?? "")
            glyph: Glyphs.undo
            text: qsTr("Undo (U)")
            onClicked: panel.undone()
        }
    }

    CaptionText {
        Layout.fillWidth: true
        visible: (panel.row?.reviewed ?? -1) >= 0
        text: panel.row ? [panel.row.reviewer, RecordWording.moment(panel.row.reviewed)]
            .filter(part => part !== "").join(" · ") : ""
    }

    TextBox {
        id: note

        Layout.fillWidth: true
        enabled: panel._violation !== ""
        label: qsTr("Note (N)")
        placeholder: qsTr("Reason (optional)")
        value: panel._draft
        hint: panel._draft === panel._note ? "" : qsTr("Press Enter to save")
        onEdited: text => {
            panel._draft = text;
            panel.violations.write(panel._violation, text);
        }
        Keys.onReturnPressed: {
            panel.judge(panel.row?.verdict ?? "open");
            panel.finished();
        }
        Keys.onEscapePressed: panel.finished()
    }

    HintText {
        Layout.fillWidth: true
        visible: text !== ""
        color: Theme.color.failed
        text: ReasonWording.said(panel.violations.failure)
        wrapMode: Text.Wrap
    }

    Item {
        Layout.fillHeight: true
    }

    RowLayout {
        Layout.fillWidth: true
        spacing: Theme.spaceS

        TextButton {
            Layout.fillWidth: true
            enabled: panel._violation !== ""
            checked: panel.row?.verdict === "accepted"
            text: qsTr("Accept (A)")
            onClicked: panel.judge("accepted")
        }

        TextButton {
            Layout.fillWidth: true
            enabled: panel._violation !== ""
            checked: panel.row?.verdict === "dismissed"
            text: qsTr("Dismiss (D)")
            onClicked: panel.judge("dismissed")
        }
    }
}
