"""What all sinks share: a thread that carries events from the journal to a server, and says how it fares."""

from __future__ import annotations

import sqlite3
import threading
import time
from abc import ABC, abstractmethod
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.events import utc
from core.journal.reader import Reader
from core.journal.rows import KINDS
from core.scrub import scrub, unexpected
from core.sinks.secrets import Watched
from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.journal import Journal
    from core.journal.rows import Stored
    from core.sinks.backoff import Backoff

log = structlog.get_logger()

#: These bear the machine's time, not a video's.
_OF_THE_MACHINE: Final = frozenset({KINDS.index("service_health"), KINDS.index("review")})

#: What a sink that is not configured shows.
OFF: Final = {
    "acked": 0,
    "backlog": 0,
    "set_aside": 0,
    "set_aside_reason": None,
    "again": 0,
    "dropped": 0,
    "state": "off",
    "reason": None,
    "reached": None,
}


_LOOK_SECONDS: Final = 2.0  # between two looks whether a credential that was refused has been replaced


class Unavailable(Exception):  # noqa: N818 -- a state of the server, no mistake of ours
    """The server does not take events now; all are kept.

    Args:
        state: in a word, for people and programs: unreachable, refused or busy.
        reason: what happened, with the remedy if there is one; never a secret.
        wait: seconds until the next try, or None for a growing wait.
    """

    def __init__(self, state: str, reason: str, wait: float | None = None) -> None:
        super().__init__(scrub(reason))
        self.state = state
        self.reason = scrub(reason)
        self.wait = wait


class Sink(ABC):
    """Delivers everything after its cursor, in order; a server that is away only makes the backlog grow.

    Args:
        journal: where events come from.
        cursor: name of the cursor in it.
        backoff: waits between tries.
        credentials: files whose change ends a wait after a refusal.
    """

    name: str

    def __init__(self, journal: Journal, cursor: str, backoff: Backoff, credentials: Watched | None = None) -> None:
        self.journal = journal
        self.cursor = cursor
        self.backoff = backoff
        self._credentials = credentials or Watched()
        self.state = "connecting"
        self.reason: str | None = None
        self.reached: int | None = None  # media time of the newest delivered event, microseconds
        self.wake = threading.Event()
        self.closing = threading.Event()
        self._deadline = 0.0
        self._thread = thread(self._run, type(self).__name__, after=After.AGAIN)
        journal.listen(self.wake)

    def start(self) -> None:
        """Begin to deliver."""
        self._thread.start()

    def close(self, deadline: float) -> None:
        """Deliver what is left until `deadline` (`time.monotonic`), then stop; a server that is away is let be."""
        self._deadline = deadline
        self.closing.set()
        self.wake.set()

    def join(self, timeout: float) -> None:
        """Wait for the thread to end."""
        if self._thread.is_alive():
            self._thread.join(timeout)

    def stats(self) -> dict[str, Any]:
        """Counts over all runs, and how it is now; `reached` shows how far a back-fill is in media time."""
        totals = self.journal.totals
        cursor = totals.cursors[self.cursor]
        return {
            "acked": cursor.acked,
            "backlog": totals.last - cursor.seq,
            "set_aside": cursor.set_aside,
            "set_aside_reason": scrub(totals.reasons.get(self.cursor, "")) or None if cursor.set_aside else None,
            "again": totals.again.get(self.cursor, 0),
            "dropped": cursor.dropped,
            "state": self.state,
            "reason": self.reason,
            "reached": utc(self.reached / 1_000_000).isoformat() if self.reached is not None else None,
        }

    @abstractmethod
    def deliver(self, reader: Reader) -> None:
        """Deliver until `finished`.

        Raises:
            Unavailable: the server cannot take more now.
            sqlite3.Error: the journal cannot be read now.
        """

    def finished(self, position: int) -> bool:
        """Whether to stop: asked to, and there is nothing after `position` or no time left."""
        return self.closing.is_set() and (position >= self.journal.totals.last or time.monotonic() >= self._deadline)

    def delivered(self, events: Sequence[Stored]) -> None:
        """Remember how far this is in media time."""
        media = (event.time for event in reversed(events) if event.kind not in _OF_THE_MACHINE)
        self.reached = next(media, self.reached)

    def working(self) -> None:
        """The server takes events."""
        if self.state != "running":
            log.info("delivering", sink=self.name)
        self.state, self.reason = "running", None

    def _run(self) -> None:
        with closing(Reader(self.journal)) as reader:
            while True:
                try:
                    self.deliver(reader)
                except Unavailable as problem:
                    self._pause(problem)
                except sqlite3.Error as error:
                    self.journal.suspect(error)
                    self._pause(Unavailable("waiting", f"cannot read the journal: {error}", 1.0))
                except Exception as error:  # a sink must never die and leave its backlog
                    log.exception("unexpected error in a sink", sink=self.name)
                    self._pause(Unavailable("failed", unexpected(error)))
                if self.closing.is_set():
                    return

    def _pause(self, problem: Unavailable) -> None:
        """Say it once, then wait; closing ends the wait."""
        if (problem.state, problem.reason) != (self.state, self.reason):
            log.warning("delivery paused; events are kept in the journal", sink=self.name, reason=problem.reason)
        self.state, self.reason = problem.state, problem.reason
        pause(self.closing, problem, self.backoff, self._credentials)


def pause(closing: threading.Event, problem: Unavailable, backoff: Backoff, credentials: Watched) -> None:
    """Wait as long as `problem` says; after a refusal only until what we log in with is replaced."""
    seconds = problem.wait if problem.wait is not None else backoff.next()
    if problem.state != "refused":
        closing.wait(seconds)
        return
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and not closing.wait(min(left, _LOOK_SECONDS)):
        if credentials.changed():
            return
