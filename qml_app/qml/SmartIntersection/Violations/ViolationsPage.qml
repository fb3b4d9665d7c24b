pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Controls.Basic
import QtQuick.Layouts
import SmartIntersection.Backend
import SmartIntersection.Controls
import SmartIntersection.Theme

// The journal's violations, newest first; of the one chosen its evidence, its facts and its review.
FocusScope {
    id: page

    required property Violations violations
    property bool unmonitored: false
    readonly property bool _ready: violations.status === "ready"
    readonly property var _spot: {
        const fact = _row?.facts.find(one => one.name === "left_at") ?? _row?.facts.find(one => one.name === "point");
        return fact?.value;
    }
    readonly property ViolationRow _row: _ready ? list.currentItem as ViolationRow : null

    // After a verdict the next one opens that nobody has reviewed.
    function _judge(verdict: string, note: string): void {
        const judged = page._row.violation;
        const next = verdict === "open" || page._row.verdict === verdict ? "" : page.violations.nextOpen(judged);
        page.violations.review(judged, verdict, note);
        if (next !== "")
            list.currentIndex = page.violations.place(next);
    }

    function _undo(): void {
        const place = page.violations.place(page.violations.undo(page._row?.violation ?? ""));
        if (place >= 0)
            list.currentIndex = place;
    }

    Connections {
        target: page.violations

        function onFound(place: int): void {
            list.currentIndex = place;
            list.positionViewAtIndex(place, ListView.Contain);
        }
    }

    ColumnLayout {
        anchors.fill: parent
        anchors.margins: Theme.spaceM
        spacing: Theme.spaceM

        ViolationFilters {
            Layout.fillWidth: true
            violations: page.violations
        }

        DamagedEvents {
            Layout.fillWidth: true
            page: page.violations
        }

        DataElsewhere {
            Layout.fillWidth: true
            page: page.violations
        }

        RowLayout {
            Layout.fillWidth: true
            Layout.fillHeight: true
            spacing: Theme.spaceM
            visible: page._ready

            ColumnLayout {
                Layout.fillWidth: false
                Layout.preferredWidth: Math.max(Theme.listLeast, page.width * Theme.listShare)
                Layout.fillHeight: true
                spacing: Theme.spaceM

                Card {
                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    title: qsTr("Violations")
                    aside: page.violations.total > list.count
                        ? qsTr("Latest %1 of %2").arg(Wording.number(list.count)).arg(Wording.number(page.violations.total))
                        : Wording.number(page.violations.total)

                    ListView {
                        id: list

                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        clip: true
                        focus: true
                        activeFocusOnTab: true
                        keyNavigationEnabled: true
                        boundsBehavior: Flickable.StopAtBounds
                        highlightMoveDuration: 0
                        model: page.violations.rows
                        Accessible.role: Accessible.List
                        Accessible.name: qsTr("Violations")
                        Keys.onSpacePressed: viewer.toggle()
                        Keys.onLeftPressed: viewer.step(-1)
                        Keys.onRightPressed: viewer.step(1)

                        delegate: ViolationRow {
                            required property int index

                            thumbnail: page.violations.address(picture)
                            width: list.width - bar.width
                            current: ListView.isCurrentItem
                            focused: list.activeFocus
                            onChosen: {
                                list.currentIndex = index;
                                list.forceActiveFocus();
                            }
                        }

                        ScrollBar.vertical: ScrollBar {
                            id: bar

                            policy: list.contentHeight > list.height ? ScrollBar.AlwaysOn : ScrollBar.AlwaysOff
                        }
                    }
                }

                Precision {
                    Layout.fillWidth: true
                    model: page.violations.precision
                }
            }

            ColumnLayout {
                Layout.fillWidth: true
                Layout.fillHeight: true
                spacing: Theme.spaceM

                EvidenceViewer {
                    id: viewer

                    Layout.fillWidth: true
                    Layout.fillHeight: true
                    picture: page.violations.address(page._row?.picture ?? "")
                    video: page.violations.address(page._row?.video ?? "")
                    missing: !page._row || page._row.missing === "" ? ""
                        : lacks.length > 0 ? lacks.join("\n")
                        : RecordWording.noEvidence(page._row.missing, page.violations.evidenceProblem)
                    spot: page._spot
                    lacks: page._row ? page._row.lacks.map(one => RecordWording.lacking(one)) : []
                }

                RowLayout {
                    Layout.fillWidth: true
                    Layout.fillHeight: false
                    Layout.preferredHeight: Math.min(Theme.belowMost, page.height * Theme.belowShare)
                    spacing: Theme.spaceM

                    ViolationFacts {
                        Layout.fillWidth: true
                        Layout.fillHeight: true
                        row: page._row
                    }

                    ReviewPanel {
                        id: review

                        Layout.preferredWidth: page.width >= Theme.wide ? Theme.reviewPanel : Theme.reviewPanelNarrow
                        Layout.fillHeight: true
                        row: page._row
                        violations: page.violations
                        onJudged: (verdict, note) => page._judge(verdict, note)
                        onUndone: page._undo()
                        onFinished: list.forceActiveFocus()
                    }
                }
            }
        }

        Item {
            Layout.fillWidth: true
            Layout.fillHeight: true
            visible: !page._ready

            NoViolations {
                anchors.centerIn: parent
                violations: page.violations
                unmonitored: page.unmonitored
            }
        }
    }

    ReviewKeys {
        enabled: page.visible
        onAccepted: review.judge("accepted")
        onDismissed: review.judge("dismissed")
        onUndone: page._undo()
        onZoomed: viewer.zoom()
        onNoted: review.editNote()
    }
}
