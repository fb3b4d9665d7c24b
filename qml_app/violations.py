"""The violations page's view model: what the journal holds of them, filtered, with their evidence and reviews."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.evidence import FOLDER
from core.journal.schema import JOURNAL
from qml_app import periods, violation_rows
from qml_app.journal_page import JournalPage
from qml_app.models import QVariantList, RowModel
from qml_app.reviewer import Reviewer
from qml_app.violation_files import Seen, with_files
from qml_app.violation_rows import Choice

if TYPE_CHECKING:
    from pathlib import Path

    from core.reports.tables import Span
    from qml_app.violation_rows import Record

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


def pace(length: float) -> float:
    """Seconds between two looks: a long period may have many to read."""
    return 2.0 if length <= periods.DAY else 4.0


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Violations(JournalPage):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Violations of a period, of a rule, a camera and a verdict or all.

    Args:
        state_dir: where the engine keeps its journal.
        runtime: where it publishes its state.
        parent: owner, as everywhere in Qt.
    """

    found = Signal(int)  # the row of the violation that was to be opened
    shown = Signal()  # a property's signal has to be of the property's own class

    def __init__(self, state_dir: Path, runtime: Path | None = None, parent: QObject | None = None) -> None:
        super().__init__(
            state_dir, "violations", "violation", "day", binned=False, site_names=False, pace=pace, parent=parent
        )
        self.changed.connect(self.shown)
        self._folder, self._runtime = state_dir / FOLDER, runtime
        self._choice = Choice()
        self._all: list[Record] = []
        self._total = 0
        self._wanted = ""
        self._rows = RowModel(violation_rows.ROLES, self)
        self._precision = RowModel(violation_rows.PRECISION_ROLES, self)
        self._reviewer = Reviewer(state_dir / JOURNAL, self)
        self._reviewer.changed.connect(self.show)
        self._reviewer.changed.connect(self.hurry)

    def stop(self) -> None:
        """Stop looking; what was said is written first."""
        super().stop()
        self._reviewer.stop()

    def read(self, span: Span) -> Seen:
        """The table, and which pictures there are."""
        return with_files(super().read(span), self._folder, self._runtime)

    def show(self) -> None:
        """Rows of what is chosen; how right the rules were, whatever rule and verdict are chosen."""
        found = self._found
        if isinstance(found, Seen):
            self._reviewer.settle(found.records)
            self._all = violation_rows.judged(found.records, self._reviewer.said)
            chosen = self._choice.of(self._all)
            self._total = len(chosen)
            self._rows.update(violation_rows.rows(chosen[: violation_rows.MOST], found.files, time.time()))
            here = Choice(camera=self._choice.camera).of(self._all)
            self._precision.update(violation_rows.precision(here))
        super().show()
        self._open_wanted()

    @Slot(str)
    def open(self, violation: str) -> None:
        """Have the page show this violation, whatever was chosen before."""
        self._wanted = violation
        self._choose(rule="", camera="", verdict="")
        self.hurry()

    def _open_wanted(self) -> None:
        """Lead to the violation that is wanted, as soon as it is there."""
        place = next((place for place, row in enumerate(self._rows.rows) if row[0] == self._wanted), None)
        if self._wanted and place is not None:
            self._wanted = ""
            self.found.emit(place)

    def count(self) -> int:
        """Violations that are chosen, shown or not."""
        return self._total

    @Slot(str, str, str)
    def review(self, violation: str, verdict: str, note: str) -> None:
        """Accept or dismiss a violation, or have it open again."""
        of = self._record(violation)
        if of is not None and (of["verdict"], of["note"]) != (verdict, note):
            self._reviewer.judge(of, verdict, note, time.time())

    @Slot(str, result=str)
    def undo(self, violation: str) -> str:
        """Open a violation with a verdict again; of one that is open, take back what was said last. Which it was."""
        return self._reviewer.undo(self._record(violation), time.time())

    @Slot(str, result=str)
    def draft(self, violation: str) -> str:
        """The note as it was left being written; else the one that is kept."""
        of = self._record(violation)
        return self._reviewer.drafts.get(violation, of["note"] if of is not None else "")

    @Slot(str, str)
    def write(self, violation: str, note: str) -> None:
        """Remember a note that is being written until it is said with a verdict."""
        self._reviewer.drafts[violation] = note

    @Slot(str, result=int)
    def place(self, violation: str) -> int:
        """Where a violation is in the list; -1 if it is not."""
        return next((place for place, row in enumerate(self._rows.rows) if row[0] == violation), -1)

    @Slot(str, result=str)
    def nextOpen(self, violation: str) -> str:  # noqa: N802 -- QML's convention
        """The violation nobody has reviewed that comes after this one in the list, else before it; empty if none."""
        here = self.place(violation)
        verdict = violation_rows.ROLES.index("verdict")
        others = [*self._rows.rows[here + 1 :], *reversed(self._rows.rows[: max(0, here)])]
        return next((str(row[0]) for row in others if row[verdict] == "open"), "")

    def _record(self, violation: str) -> Record | None:
        return next((one for one in self._all if one["id"] == violation), None)

    @Slot(str, result=QUrl)
    def address(self, name: str) -> QUrl:
        """Where a file of evidence is; `name` is one of those in the rows."""
        return QUrl.fromLocalFile(str(self._folder / name)) if name else QUrl()

    def _values(self, column: str, chosen: str) -> list[str]:
        """What there is to choose from; what is chosen stays there though nothing is left of it."""
        found = violation_rows.values(self._all, column)
        return found if chosen in ("", *found) else sorted([*found, chosen])

    def _choose(self, **changes: str) -> None:
        self._choice = replace(self._choice, **changes)
        self.show()

    def _get_rule(self) -> str:
        return self._choice.rule

    def _set_rule(self, rule: str) -> None:
        self._choose(rule=rule)

    def _get_camera(self) -> str:
        return self._choice.camera

    def _set_camera(self, camera: str) -> None:
        self._choose(camera=camera)

    def _get_verdict(self) -> str:
        return self._choice.verdict

    def _set_verdict(self, verdict: str) -> None:
        self._choose(verdict=verdict)

    def _get_rule_names(self) -> list[str]:
        return self._values("rule", self._choice.rule)

    def _get_camera_names(self) -> list[str]:
        return self._values("camera", self._choice.camera)

    def _get_total(self) -> int:
        return self._total

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_precision(self) -> QObject:
        return self._precision

    def _get_failure(self) -> str:
        return self._reviewer.failure

    def _get_evidence_problem(self) -> str:
        return self._found.files.problem if isinstance(self._found, Seen) else ""

    def _get_undoable(self) -> bool:
        return self._reviewer.undoable

    rule = Property(str, _get_rule, _set_rule, notify=shown)
    camera = Property(str, _get_camera, _set_camera, notify=shown)
    verdict = Property(str, _get_verdict, _set_verdict, notify=shown)
    ruleNames = Property(QVariantList, _get_rule_names, notify=shown)  # noqa: N815 -- QML's convention
    cameraNames = Property(QVariantList, _get_camera_names, notify=shown)  # noqa: N815 -- QML's convention
    total = Property(int, _get_total, notify=shown)
    #: Whether a verdict was given here that can be taken back.
    undoable = Property(bool, _get_undoable, notify=shown)
    rows = Property(QObject, _get_rows, constant=True)
    precision = Property(QObject, _get_precision, constant=True)
    failure = Property(str, _get_failure, notify=shown)
    evidenceProblem = Property(str, _get_evidence_problem, notify=shown)  # noqa: N815 -- QML's convention
