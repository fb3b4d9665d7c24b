"""Self-test, doctor and repair in a process of their own, step by step as they go."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app.models import RowModel
from qml_app.setup_process import SetupProcess
from qml_app.setup_rows import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qml_app.models import Row

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

STEP_ROLES: Final = ("name", "title", "level", "condition", "what", "remedy", "seconds", "follows")
_STATE: Final = STEP_ROLES.index("condition")
_LEVELS: Final = {
    **dict.fromkeys(("ok", "changed"), "ok"),
    **dict.fromkeys(("running", "warning"), "busy"),
    **dict.fromkeys(("broken", "problem", "failed"), "failed"),
}
_VERBS: Final = {"selftest": ("selftest", "--lines"), "doctor": ("doctor", "--json"), "repair": ()}


def link(told: dict[str, Any]) -> Row:
    """A link of the self-test's chain."""
    state = str(told.get("state", ""))
    texts = (str(told.get(key) or "") for key in ("what", "remedy"))
    seconds = float(told.get("seconds") or 0.0) if state in ("ok", "broken") else -1.0
    return (
        str(told.get("name", "")),
        str(told.get("title", "")),
        _LEVELS.get(state, "off"),
        state,
        *texts,
        seconds,
        [],
    )


def findings(said: str) -> list[Row]:
    """What doctor has found: causes first, and under each what follows from it."""
    try:
        return [
            _finding(f"{name}: {what}", name, one["state"], what, one["remedy"], tuple(one["follows"]))
            for one in json.loads(said)["findings"]
            for name, what in [(one["name"], one["what"])]
        ]
    except (ValueError, KeyError, TypeError):
        return []


def tasks(run: Run) -> list[Row]:
    """What repair has done, is doing or could not do; what was in order is left out."""
    return [
        _finding(name, name, state, reason, remedy)
        for name, _group, _title, state, reason, remedy, *_ in run.tasks.values()
        if state != "ok"
    ]


def _finding(key: str, title: str, state: str, what: str, remedy: str, follows: Sequence[str] = ()) -> Row:  # noqa: PLR0913, PLR0917 -- a row's columns
    return (key, title, _LEVELS.get(state, "off"), state, what, remedy, -1.0, [*follows])


@QmlElement
@QmlUncreatable("Belongs to the services page's view model")
class ServiceChecks(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """One check at a time.

    Args:
        prefix: where setup has installed the services.
        installed: names of those services; repair adds none.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()

    def __init__(self, prefix: Path, installed: Callable[[], list[str]], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prefix, self._installed = prefix, installed
        self._what, self._code, self._words, self._cancelled = "", 0, "", False
        self._links: dict[str, Row] = {}
        self._run = Run()
        self._steps = RowModel(STEP_ROLES, self)
        self._process = SetupProcess(self)
        self._process.told.connect(self._take)
        self._process.said.connect(self._read)
        self._process.ended.connect(self._end)

    def stop(self) -> None:
        """End what is being done."""
        self._process.stop()

    @Slot(str)
    def begin(self, what: str) -> None:
        """Do one of: selftest, doctor, repair."""
        if self._process.running or what not in _VERBS:
            return
        self._what, self._code, self._words, self._cancelled = what, 0, "", False
        self._links, self._run = {}, Run()
        self._steps.update([])
        options = ["--prefix", str(self._prefix)]
        if what == "repair":
            self._process.start([*options, "--yes", "--only", ",".join(self._installed())])
        else:
            self._process.start_verb([*_VERBS[what], *options])
        self.changed.emit()

    @Slot()
    def cancel(self) -> None:
        """End it; a self-test that was killed leaves points that the next one takes away."""
        self._cancelled = self._process.running
        self._process.cancel()
        self.changed.emit()

    @Slot()
    def close(self) -> None:
        """Put away what the last one said."""
        if not self._process.running:
            self._what = ""
            self._steps.update([])
            self.changed.emit()

    def _take(self, told: dict[str, Any]) -> None:
        if self._what == "selftest" and told.get("name"):
            self._links[str(told["name"])] = link(told)
            self._steps.update([*self._links.values()])
        elif self._what == "repair":
            self._run.take(told)
            self._steps.update(tasks(self._run))

    def _read(self, said: str) -> None:
        if self._what == "doctor":
            self._steps.update(findings(said))

    def _end(self, code: int, words: str) -> None:
        self._code, self._words = code, words
        if self._what == "repair":
            self._run.end(code, words)
            self._steps.update(tasks(self._run))
        self.changed.emit()

    def _get_what(self) -> str:
        return self._what

    def _get_busy(self) -> bool:
        return self._process.running

    def _get_outcome(self) -> str:
        """Running, cancelled, ok, wrong (something was found) or failed (it could not be done); nothing before."""
        if not self._what or self._process.running:
            return "running" if self._what else ""
        if self._cancelled:
            return "cancelled"
        return {0: "ok", 1: "wrong"}.get(self._code, "failed")

    def _get_words(self) -> str:
        lines: Sequence[str] = self._words.splitlines() or [""]
        return lines[-1].removeprefix("error: ") if self._get_outcome() == "failed" else ""

    def _get_untested(self) -> int:
        return sum(row[_STATE] == "skipped" for row in self._links.values())

    def _get_steps(self) -> QObject:
        return self._steps

    what = Property(str, _get_what, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    outcome = Property(str, _get_outcome, notify=changed)
    words = Property(str, _get_words, notify=changed)
    #: Links of the self-test that there are none of here.
    untested = Property(int, _get_untested, notify=changed)
    steps = Property(QObject, _get_steps, constant=True)
