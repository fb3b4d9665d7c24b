"""The thread that writes evidence to the disk, one file after the other, and clears away what is old."""

from __future__ import annotations

import queue
import time
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from core.ages import Ages
from core.evidence.misses import code_of
from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.evidence.outcome import Outcome
    from core.evidence.shelf import Shelf

#: Files that may wait for the disk.
WAITING: Final = 32
#: Why a file is missing where too many wait.
TOO_MANY: Final = "too many violations at once to keep evidence for all of them"
_CLEAR_SECONDS: Final = 3_600.0


@dataclass(frozen=True, slots=True)
class File:
    """Something to be written."""

    violation: str
    ending: str
    fill: Callable[[Path], object]


class FileWriter:
    """Writes what is handed on to it.

    Args:
        shelf: where to.
        outcome: is told what becomes of each file.
        wanted: whether evidence may come in this run; else the folder is not made.
        wall: the clock that ages of files are reckoned by.
    """

    def __init__(
        self, shelf: Shelf, outcome: Outcome, wanted: Callable[[], bool], wall: Callable[[], float] = time.time
    ) -> None:
        self._shelf, self._outcome, self._wanted = shelf, outcome, wanted
        self._ages = Ages(wall)
        self._files: queue.Queue[File | None] = queue.Queue()
        self._opened = False
        self.thread = thread(self._write_on, "evidence-files", after=After.AGAIN)

    def hand_on(self, file: File) -> None:
        """Write it soon; where too many wait, it is missing."""
        if self._files.qsize() >= WAITING:
            self._outcome.missed(file.violation, file.ending, OSError(TOO_MANY), "slow")
        else:
            self._files.put(file)

    def end(self) -> None:
        """Nothing more will come."""
        self._files.put(None)

    def _write_on(self) -> None:
        due = 0.0
        while True:
            if time.monotonic() >= due:
                self._clear_or_say()
                due = time.monotonic() + _CLEAR_SECONDS
            try:
                file = self._files.get(timeout=max(0.0, due - time.monotonic()))
            except queue.Empty:
                continue
            if file is None:
                return
            if error := self._try(file.ending, partial(self._write, file)):
                self._outcome.missed(file.violation, file.ending, error, code_of(error))

    def _try(self, what: str, act: Callable[[], None]) -> Exception | None:
        try:
            act()
        except Exception as error:  # noqa: BLE001 -- whatever is wrong with the disk, counting goes on
            return error
        self._outcome.works(what)
        return None

    def _write(self, file: File) -> None:
        self._open()
        self._shelf.write(file.violation, file.ending, file.fill)
        self._outcome.kept(file.violation, file.ending)
        self._clear_or_say()

    def _clear_or_say(self) -> None:
        if error := self._try("", self._clear):
            self._outcome.failed("", error)

    def _clear(self) -> None:
        if self._opened or self._wanted() or self._shelf.folder.is_dir():
            self._open()
            self._shelf.clear(self._ages.date())

    def _open(self) -> None:
        """Again and again until it works: a disk may come back."""
        if not self._opened:
            self._shelf.open()
            self._opened = True
