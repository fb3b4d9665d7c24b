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
        case "running": return header.step === "checks" ? qsTr("Checking this computer")
            : header.step === "plan" ? qsTr("Preparing the plan") : qsTr("Setting up");
        case "cancelling": return qsTr("Cancelling");
        case "cancelled": return qsTr("Cancelled");
        case "died": return qsTr("Setup stopped unexpectedly");
        case "refused": return qsTr("Setup cannot start");
        case "failed": return header.step === "checks" ? counts["failed"] === 1 ? qsTr("1 problem found")
            : qsTr("%1 problems found").arg(counts["failed"])
            : header.step === "plan" ? counts["failed"] === 1 ? qsTr("1 step cannot be carried out")
            : qsTr("%1 steps cannot be carried out").arg(counts["failed"])
            : counts["failed"] === 1 ? qsTr("1 step failed")
            : qsTr("%1 steps failed").arg(counts["failed"]);
        }
        return header.step === "checks" ? qsTr("This computer is ready")
            : header.step === "result" ? qsTr("Setup finished")
            : counts["changed"] === 0 ? qsTr("Everything is up to date")
            : counts["changed"] === 1 ? qsTr("1 change planned")
            : qsTr("%1 changes planned").arg(counts["changed"]);
    }

    function _explanation(): string {
        const run = header.run;
        if (run.outcome === "cancelled")
            return qsTr("Finished steps are kept. You can resume at any time.");
        if (run.outcome === "refused" || run.outcome === "died")
            return run.remedy === "" ? ReasonWording.said(run.refusal) : qsTr("%1 – %2").arg(ReasonWording.said(run.refusal)).arg(ReasonWording.remedy(run.remedy));
        if (run.busy)
            return run.moving === "" ? TaskWording.step(run.current) : SetupWording.moving(run.moving, Wording.bytes(run.moved),
                run.size < 0 ? "" : Wording.bytes(run.size));
        const counts = run.counts;
        return header.step === "checks" ? qsTr("Nothing was changed.")
            : header.step === "plan" ? qsTr("Nothing has been changed yet. %1 already done.").arg(_steps(counts["ok"]))
            : counts["failed"] > 0
                ? qsTr("Fix the problems below and try again. Finished steps are kept.")
            : qsTr("%1 completed, %2 already done.").arg(_steps(counts["changed"])).arg(Formats.number(counts["ok"]));
    }

    function _steps(count: int): string {
        return Wording.several(count, qsTr("1 step"), qsTr("%1 steps"));
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
                text: header.step === "result" ? qsTr("%1 of %2").arg(Formats.number(header.run.done)).arg(Formats.number(header.run.total))
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
                text: ReasonWording.said(header.run.note)
                wrapMode: Text.WrapAtWordBoundaryOrAnywhere
            }
        }
    }
}
