"""Every thread of the product begins here, so that none ends unseen: what it raises is logged, counted and told.

Standard library only: the installer has threads before anything is installed.
"""

from __future__ import annotations

import logging
import os
import sys
import threading
import time
import traceback
from enum import Enum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.scrub import unexpected

if TYPE_CHECKING:
    from collections.abc import Callable

log = logging.getLogger(__name__)

#: What a process ends with that can no longer do its work, so that whoever keeps it begins it anew (EX_TEMPFAIL).
BEGIN_ANEW: Final = 75

_FIRST_PAUSE: Final = 0.1  # seconds until a thread is begun again, doubled each time
_LONGEST_PAUSE: Final = 30.0
#: Seconds for which a failure is told, and after which a thread that goes on is well again.
_STEADY: Final = 60.0
_FRAMES: Final = 3  # of a traceback, the innermost ones


class After(Enum):
    """What follows when a thread's work raises."""

    AGAIN = "again"  #: It is begun again, less and less hastily.
    NOTED = "noted"  #: It ends; whoever waits for what it does looks for himself.
    END = "end"  #: The process ends with `BEGIN_ANEW`: without this thread it is of no use.


class Ledger:
    """What threads have raised; every method may be called by any thread."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._latest: dict[str, tuple[float, str]] = {}  # by thread: until when it is told, and what
        self.failures = 0

    def note(self, name: str, error: BaseException) -> None:
        """A thread raised this. What the error says stays out of it: that may be anything."""
        log.error("thread %s failed: %s at %s", name, type(error).__name__, _where(error))
        with self._lock:
            self.failures += 1
            reason = unexpected(error) if isinstance(error, Exception) else type(error).__name__
            self._latest[name] = (self._clock() + _STEADY, reason)

    def failing(self) -> dict[str, str]:
        """Threads that have failed within the last minute, and why."""
        with self._lock:
            return {name: why for name, (until, why) in self._latest.items() if until > self._clock()}

    def report(self) -> dict[str, Any]:
        """How many failures there were in this process, and which threads are failing."""
        return {"failures": self.failures, "failing": self.failing()}


#: Of this process.
LEDGER: Final = Ledger()


def thread(work: Callable[[], object], name: str, *, after: After, ledger: Ledger = LEDGER) -> threading.Thread:
    """A thread that has not been started; it ends with the process.

    Args:
        work: what it does; once it returns, the thread has ended.
        name: by which it is told.
        after: what follows when `work` raises.
        ledger: where that is noted.
    """
    run = {After.AGAIN: _again, After.NOTED: _noted, After.END: _to_the_end}[after]
    return threading.Thread(target=partial(run, work, name, ledger), name=name, daemon=True)


def begin(work: Callable[[], object], name: str, *, after: After) -> threading.Thread:
    """Make such a thread and start it."""
    begun = thread(work, name, after=after)
    begun.start()
    return begun


def later(seconds: float, work: Callable[[], object], name: str) -> threading.Timer:
    """Do it in so many seconds, unless the result is cancelled before; what it raises is noted."""
    timer = threading.Timer(seconds, partial(_noted, work, name, LEDGER))
    timer.name, timer.daemon = name, True
    timer.start()
    return timer


def hear_of_others() -> None:
    """Note what the threads of libraries raise, too."""

    def note(told: threading.ExceptHookArgs) -> None:
        if told.exc_value is not None and not isinstance(told.exc_value, SystemExit):
            LEDGER.note(told.thread.name if told.thread else "unknown", told.exc_value)

    threading.excepthook = note


def end_process() -> None:
    """End at once; nothing that might hang is waited for."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            continue
    os._exit(BEGIN_ANEW)


def _noted(work: Callable[[], object], name: str, ledger: Ledger) -> bool:
    try:
        work()
    except BaseException as error:  # noqa: BLE001 -- nobody else would hear of it
        ledger.note(name, error)
        return False
    return True


def _again(work: Callable[[], object], name: str, ledger: Ledger) -> None:
    pause = _FIRST_PAUSE
    began = time.monotonic()
    while not _noted(work, name, ledger):
        pause = _FIRST_PAUSE if time.monotonic() - began > _STEADY else min(_LONGEST_PAUSE, 2 * pause)
        time.sleep(pause)
        began = time.monotonic()


def _to_the_end(work: Callable[[], object], name: str, ledger: Ledger) -> None:
    if not _noted(work, name, ledger):
        end_process()


def _where(error: BaseException) -> str:
    """The innermost places of a traceback: file, line and function, without any value."""
    frames = traceback.extract_tb(error.__traceback__)[-_FRAMES:]
    return " < ".join(f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in reversed(frames))
