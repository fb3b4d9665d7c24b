"""What of the window itself does not work just now: one ledger for all threads, asked by whoever shows it."""

from __future__ import annotations

import logging
import sys
import threading
import time
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from types import TracebackType

#: Seconds for which a fault is told that nothing will ever call mended, such as that of a single task.
LASTING: Final = 30.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Fault:
    """A part of the window that failed, and has not worked since.

    Attributes:
        worker: which part, see `Wording.worker`; `camera/NAME` for the pictures of one camera.
        reason: in words.
        since: monotonic seconds of the first failure.
        times: how often it failed in a row; 0 for one that hangs.
        until: monotonic seconds after which it is told no more; None while it lasts.
    """

    worker: str
    reason: str
    since: float
    times: int = 1
    until: float | None = None


class Faults:
    """The ledger; every method may be called by any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: dict[str, Fault] = {}

    def report(self, worker: str, error: BaseException, *, lasting: float | None = None) -> str:
        """Note a failure and log its traceback; what it was, in words."""
        log.error("%s failed", worker, exc_info=error)
        words = in_words(error)
        now = time.monotonic()
        with self._lock:
            before = self._faults.get(worker, Fault(worker, words, now, 0))
            until = None if lasting is None else now + lasting
            self._faults[worker] = replace(before, reason=words, times=before.times + 1, until=until)
        return words

    def hangs(self, worker: str, began: float) -> None:
        """Note that one is busy with the same thing since monotonic time `began`, longer than it should."""
        with self._lock:
            self._faults.setdefault(worker, Fault(worker, "", began, 0))

    def well(self, worker: str) -> None:
        """It works again."""
        with self._lock:
            self._faults.pop(worker, None)

    def now(self) -> list[Fault]:
        """What does not work, the oldest first."""
        now = time.monotonic()
        with self._lock:
            self._faults = {name: one for name, one in self._faults.items() if one.until is None or one.until > now}
            return sorted(self._faults.values(), key=lambda one: one.since)

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._faults.clear()


def in_words(error: BaseException) -> str:
    """An error nobody foresaw, for people: its own sentence may say nothing without its name."""
    words = str(error)
    return f"{type(error).__name__}: {words}" if words else type(error).__name__


#: Of this process.
FAULTS: Final = Faults()


def watch_all() -> None:
    """Note from now on what nobody catches: in slots and timers of the window's thread, and in plain threads.

    Qt and Python would only print it. Whoever has set hooks of his own is still told.
    """
    before, before_in_threads = sys.excepthook, threading.excepthook

    def note(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if isinstance(error, Exception):
            FAULTS.report("window", error, lasting=LASTING)
        if before is not sys.__excepthook__ or not isinstance(error, Exception):
            before(kind, error, trace)

    def note_in_thread(told: threading.ExceptHookArgs) -> None:
        if isinstance(told.exc_value, Exception):
            FAULTS.report("window", told.exc_value, lasting=LASTING)
        else:
            before_in_threads(told)

    sys.excepthook, threading.excepthook = note, note_in_thread
