"""What became of the files of evidence: counted, noted for whoever looks for one, said once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.evidence.misses import Miss, Misses

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from core.evidence.misses import Code

log = structlog.get_logger()

_NO_TIME: Final = "the engine stopped before the file was complete"


class Outcome:
    """Any thread may use it.

    Args:
        folder: of the evidence.
        notes: the file that keeps what is missing, beside it.
        wall: seconds since the epoch.
    """

    def __init__(self, folder: Path, notes: Path, wall: Callable[[], float]) -> None:
        self._folder, self._wall = folder, wall
        self._misses = Misses(notes)
        self._written = self._failed = self._missed = 0
        self._reasons: dict[str, str] = {}  # by the ending of what could not be written
        self._counting = threading.Lock()

    def begin(self) -> None:
        """Take over what an earlier run left."""
        self._misses.begin()

    def stats(self) -> dict[str, Any]:
        """Of this run: files written whole, errors, files there should be and are not, and why the last one failed."""
        reason = next(iter(list(self._reasons.values())), None)
        return {"written": self._written, "failed": self._failed, "missed": self._missed, "reason": reason}

    def begun(self, violation: str, ending: str) -> None:
        """A file is being made."""
        self._misses.note(Miss(violation, ending, "begun", time=self._wall()))

    def kept(self, violation: str, ending: str) -> None:
        """It is there, whole."""
        self._written += 1
        self._misses.note(Miss(violation, ending, "kept", time=self._wall()))

    def missed(self, violation: str, ending: str, error: Exception, code: Code) -> None:
        """A file there should be will not be: count it, and tell whoever looks for it why."""
        with self._counting:
            self._missed += 1
        self.failed(ending, error)
        reason = self._reasons.get(ending, "")
        self._misses.note(Miss(violation, ending, code, reason, self._wall()))

    def stopped(self) -> None:
        """Whatever is being made now will not be finished."""
        for left in self._misses.unfinished():
            self.missed(left.violation, left.ending, OSError(_NO_TIME), "stopped")

    def failed(self, what: str, error: Exception) -> None:
        """Say it once, count it always."""
        reason = getattr(error, "strerror", None) or str(error) or type(error).__name__
        with self._counting:
            self._failed += 1
            known, self._reasons[what] = self._reasons.get(what), reason
        if reason != known:
            folder = str(self._folder)
            log.warning("cannot write evidence; counting continues", folder=folder, ending=what, error=reason)

    def works(self, what: str) -> None:
        """What failed before works again."""
        if self._reasons.pop(what, None):
            log.info("evidence is being written again", folder=str(self._folder), ending=what)
