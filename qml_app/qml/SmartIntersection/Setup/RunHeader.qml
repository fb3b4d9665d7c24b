import QtQuick
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// What a run is doing, or how it ended.
Rectangle {
    id: header

    required property string step
    required property SetupRun run
    readonly property string _tone: run.busy ? "" : run.outcome === "ok" ? "ok"
        : run.outcome === "cancelled" ? "busy" : "failed"

    function _title(): string {
        const counts = header.run.counts;
        switch (header.run.outcome) {
        case "running": return header.step === "checks" ? qsTr("Looking at this machine")
            : header.step === "plan" ? qsTr("Finding out what is to be done") : qsTr("Setting up");
        case "cancelling": return qsTr("Cancelling");
        case "cancelled": return qsTr("Cancelled");
        case "died": return qsTr("Setup ended unexpectedly");
        case "refused": return qsTr("This cannot be done");
        case "failed": return header.step === "checks" ? counts["failed"] === 1 ? qsTr("One thing is in the way")
            : qsTr("%1 things are in the way").arg(counts["failed"])
            : header.step === "plan" ? counts["failed"] === 1 ? qsTr("One thing cannot be done")
            : qsTr("%1 things cannot be done").arg(counts["failed"])
            : counts["failed"] === 1 ? qsTr("One task failed")
            : qsTr("%1 tasks failed").arg(counts["failed"]);
        }
        return header.step === "checks" ? qsTr("This machine is ready")
            : header.step === "result" ? qsTr("Everything is set up")
            : counts["changed"] === 0 ? qsTr("Everything is in order: nothing is to be done")
            : counts["changed"] === 1 ? qsTr("One change would be made")
            : qsTr("%1 changes would be made").arg(counts["changed"]);
    }

    function _explanation(): string {
        const run = header.run;
        if (run.outcome === "cancelled")
            return qsTr("What was done stays, and nothing half done is in the way: it goes on from here whenever you like.");
        if (run.outcome === "refused" || run.outcome === "died")
            return run.remedy === "" ? run.refusal : qsTr("%1 – %2").arg(run.refusal).arg(run.remedy);
        if (run.busy)
            return run.moving === "" ? run.current : SetupWording.moving(run.moving, Wording.bytes(run.moved),
                run.size < 0 ? "" : Wording.bytes(run.size));
        const counts = run.counts;
        return header.step === "checks" ? qsTr("Nothing was changed.")
            : header.step === "plan" ? qsTr("Nothing has been changed yet. %1 in order already.").arg(counts["ok"])
            : counts["failed"] > 0
                ? qsTr("What failed says below what helps; then try again: what is done already is left alone.")
            : qsTr("%1 changed, %2 in order already.").arg(counts["changed"]).arg(counts["ok"]);
    }

    implicitHeight: content.implicitHeight + 2 * Theme.spaceL
    radius: Theme.radiusM
    color: Theme.color.surface
    border.color: _tone === "" ? Theme.color.outline : Theme.level(_tone)
    border.width: Theme.hairline
    Accessible.role: Accessible.AlertMessage
    Accessible.name: title.text
    Accessible.description: explanation.text

    ColumnLayout {
        id: content

        anchors.fill: parent
        anchors.margins: Theme.spaceL
        spacing: Theme.spaceS

        RowLayout {
            spacing: Theme.spaceM

            Glyph {
                visible: !header.run.busy
                path: header._tone === "ok" ? Glyphs.check : header._tone === "busy" ? Glyphs.minus : Glyphs.warning
                size: Theme.glyphRail
                color: Theme.level(header._tone)
            }

            TitleText {
                id: title

                Layout.fillWidth: true
                text: header._title()
                Accessible.ignored: true
            }

            CaptionText {
                visible: header.run.busy && header.run.total > 0
                text: header.step === "result" ? qsTr("%1 of %2").arg(header.run.done).arg(header.run.total)
                    : header.run.done
            }
        }

        BodyText {
            id: explanation

            Layout.fillWidth: true
            color: Theme.color.textMuted
            text: header._explanation()
            visible: text !== "" || header.run.busy
            wrapMode: header.run.busy ? Text.NoWrap : Text.WrapAtWordBoundaryOrAnywhere
            Accessible.ignored: true
        }

        Gauge {
            Layout.fillWidth: true
            visible: header.run.busy
            label: title.text
            value: header.step !== "result" || header.run.total === 0 ? -1 : header.run.done / header.run.total
        }

        Gauge {
            Layout.fillWidth: true
            visible: header.run.busy && header.run.size > 0
            label: explanation.text
            value: header.run.size > 0 ? header.run.moved / header.run.size : 0
        }

        RowLayout {
            spacing: Theme.spaceS
            visible: header.run.note !== ""

            Glyph {
                path: Glyphs.warning
                color: Theme.color.busy
            }

            BodyText {
                Layout.fillWidth: true
                text: header.run.note
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
