"""Judging violations: shown at once, written on a thread of its own, and taken back if it cannot be."""

from __future__ import annotations

import getpass
import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import UserError
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Review
    from qml_app.violation_rows import Record

_LATER = 0.001  # seconds; a clock that was set back must not make an older review the newest


class Reviewer(QObject):
    """Writes reviews, in order.

    Args:
        journal: the file.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _done = Signal(str, float, str)  # violation, time, why it failed

    def __init__(self, journal: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.said: dict[str, Record] = {}  # by violation; what the journal may not tell yet
        self.drafts: dict[str, str] = {}  # by violation; notes that nobody has saved yet
        self.failure = ""
        self._journal = journal
        self._name = user_name()
        self._before: list[tuple[Record, str, str]] = []  # reviewed here, and what was thought of it before
        self._pool = Tasks("reviews", self, in_order=True)
        self._done.connect(self._finish)

    def stop(self) -> None:
        """Let what was said be written."""
        self._pool.waitForDone()

    def judge(self, of: Record, verdict: str, note: str, now: float) -> None:
        """Say what the user thinks of a violation, a record of the table."""
        self._before.append((of, of["verdict"], of["note"]))
        self._say(of, verdict, note, now)

    @property
    def undoable(self) -> bool:
        """Whether a verdict was given here that can be taken back."""
        return bool(self._before)

    def undo(self, of: Record | None, now: float) -> str:
        """Open a violation again that has a verdict; else take the last verdict back. The violation it was."""
        if of is not None and of["verdict"] != "open":
            self._before = [one for one in self._before if one[0]["id"] != of["id"]]
            self._say(of, "open", of["note"], now)
        elif self._before:
            of, verdict, note = self._before.pop()
            self._say(of, verdict, note, now)
        return of["id"] if of is not None else ""

    def settle(self, found: list[Record]) -> None:
        """Forget what the journal tells by now; `found` without what is `said`."""
        told = {one["id"]: one["reviewed"] for one in found if one["reviewed"] is not None}
        self.said = {key: said for key, said in self.said.items() if key not in told or told[key] < said["reviewed"]}

    def _say(self, of: Record, verdict: str, note: str, now: float) -> None:
        from pydantic import ValidationError  # noqa: PLC0415 -- the first picture does not wait for it

        from core.journal import reviews  # noqa: PLC0415 -- as above

        known = self.said.get(of["id"], of)["reviewed"]
        time = now if known is None else max(now, known.timestamp() + _LATER)
        try:
            review = reviews.review(of, verdict, note, self._name, time)
        except ValidationError as error:
            self.failure = f"the review is not valid: {error.errors()[0]['msg']}"
            self.changed.emit()
            return
        self.said[of["id"]] = {
            "verdict": verdict,
            "note": note,
            "reviewer": self._name,
            "reviewed": review.time,
        }
        self.drafts.pop(of["id"], None)
        self.failure = ""
        self.changed.emit()
        said_at = review.time.timestamp()
        self._pool.do(
            lambda: self._done.emit(of["id"], said_at, _why_not(self._journal, review)),
            lambda why: self._done.emit(of["id"], said_at, why),
        )

    def _finish(self, violation: str, time: float, failure: str) -> None:
        said = self.said.get(violation)
        if failure and said is not None and said["reviewed"].timestamp() == time:
            self.drafts.setdefault(violation, said["note"])
            del self.said[violation]
        self.failure = failure or self.failure
        self.changed.emit()


def user_name() -> str:
    """Who sits here; empty if the system does not tell."""
    try:
        return re.sub(r"[\x00-\x1f\x7f-\x9f\\]", " ", getpass.getuser())[:256]
    except (OSError, KeyError, ImportError):  # what getuser raises differs from version to version
        return ""


def _why_not(journal: Path, review: Review) -> str:
    from core.journal import reviews  # noqa: PLC0415 -- as above

    try:
        reviews.append(journal, review)
    except UserError as error:
        return str(error)
    return ""
