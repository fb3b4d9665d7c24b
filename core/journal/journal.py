"""The journal: the one place where events are written, and from which every sink reads at its own pace."""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.journal import schema, upkeep
from core.journal.dating import Dating
from core.journal.file import JournalFile
from core.journal.group import Group
from core.journal.handoff import HandOff
from core.journal.settling import Settling
from core.journal.totals import Totals
from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from core.events import AnyEvent
    from core.journal.recount import Counted
    from core.journal.rows import Row
    from core.journal.totals import Cursor, Settled
    from core.settings.models import Journal as Bounds

log = structlog.get_logger()

_GROUP_SECONDS: Final = 0.1
_CAPACITY: Final = 20_000
_RETRY_SECONDS: Final = 1.0
_IDLE_SECONDS: Final = 1.0  # between two looks whether somebody else has appended a review
#: Seconds that one turn of the writer may take before it is said that nothing is written.
_PATIENCE: Final = 10.0
_STUCK: Final = "the journal is not being written; events wait in memory"
_SILENT: Final = "the disk of the journal does not respond; counting begins when it does"
_FULL: Final = "the journal is not being written and no more events fit in memory; new events are lost"


class Journal:
    """A durable, bounded queue with one cursor per sink.

    `append` is for the frame loops: it never waits and never raises. Everything is written by one thread, about ten
    groups a second, each on the disk when its commit returns. While the disk is full, gone or does not answer, events
    wait in memory as far as there is room, then the newest are dropped and counted; writing resumes by itself.

    Args:
        path: the SQLite file; its lock lies beside it.
        bounds: how large and how old it may grow.
        sinks: names of the sinks that must have an event before it may go uncounted.
        wall: the clock that ages are reckoned by, once its date can be believed; its jumps do not matter.
    """

    def __init__(
        self, path: Path, bounds: Bounds, sinks: Iterable[str], *, wall: Callable[[], float] = time.time
    ) -> None:
        self.path = path
        self._bounds = bounds
        self._file = JournalFile(path, tuple(sinks))
        self._dating = Dating(wall)
        self._handoff: HandOff[AnyEvent | Row] = HandOff(_CAPACITY)
        self._group = Group([], 0)  # one that could not be written yet
        self._late = 0  # events that came after closing
        self._settling = Settling()
        self._counting = threading.Lock()  # what waits or is gone becomes what is on the disk in one instant
        self._progress = threading.Condition()
        self._listeners: list[threading.Event] = []
        self._closing = threading.Event()
        self._thread = thread(self._write_on, "journal", after=After.AGAIN)
        self._turn: float | None = None  # when the writer began the one it is at, monotonic; after a failure long ago
        self._opening = False
        self.totals = Totals()
        self.instance = self.client = ""
        self.problem: str | None = None

    def open(self) -> None:
        """Take the lock, open the file (a damaged one is set aside and salvaged) and start writing.

        Raises:
            UserError: another process has the journal, it cannot be written, or it belongs to a newer program.
        """
        with self._opening_file():
            store = self._file.open()
        self.totals, self.instance, self.client = store.totals, store.instance, store.client
        self._dating.begin(store)
        self._thread.start()

    @contextmanager
    def _opening_file(self) -> Iterator[None]:
        """The disk may not respond: whoever looks at `stats` meanwhile hears of it."""
        self._opening, self._turn = True, time.monotonic()
        try:
            yield
        finally:
            self._opening, self._turn = False, None

    @property
    def generation(self) -> int:
        """How often the file was exchanged in this run: readers open it anew."""
        return self._file.generation

    def now(self) -> float:
        """Seconds since the epoch by a clock that never jumps: the wall clock at opening plus what passed since."""
        return self._dating.now()

    def append(self, events: Sequence[AnyEvent | Row]) -> None:
        """Hand events to the writer. Never waits, never raises; what does not fit is counted as dropped."""
        if self._closing.is_set():
            self._late += len(events)
        else:
            self._handoff.put(events)

    def replace(self, counted: Counted) -> None:
        """What `counted` does not tell of what it looked at is taken out, and its withdrawal is appended. Soon."""
        self._settling.recount(counted)
        self._handoff.filled.set()

    def settle(self, sink: str, news: Settled) -> None:
        """Record that `sink` is done up to `news.seq`; on the disk with the next group."""
        self._settling.add(sink, news)
        self._handoff.filled.set()

    def cursor(self, sink: str) -> Cursor:
        """How far `sink` is, as far as it is on the disk."""
        return self.totals.cursors[sink]

    def position(self, sink: str) -> int:
        """The number of the last event `sink` is done with."""
        return max(self._settling.position(sink), self.totals.cursors[sink].seq)

    def listen(self, grown: threading.Event) -> None:
        """Have `grown` set whenever there are new events to read."""
        self._listeners.append(grown)

    def flush(self, timeout: float) -> bool:
        """Wait until everything handed over so far is on the disk; False if it is not after `timeout` seconds."""
        with self._progress:
            return self._progress.wait_for(lambda: self.waiting == 0 and not self._settling.recounts, timeout)

    @property
    def waiting(self) -> int:
        """Events that are not on the disk yet."""
        return len(self._handoff)

    def stats(self) -> dict[str, Any]:
        """What was counted, over all runs; `waiting` events are not on the disk yet."""
        with self._counting:
            totals, waiting, gone = self.totals, self.waiting, self._handoff.gone
        stuck = self._stuck(gone)
        return {
            "appended": totals.appended,
            "dropped": totals.dropped + gone + self._late,
            "duplicates": totals.duplicates,
            "forgotten": totals.forgotten,
            "waiting": waiting,
            "state": "failed" if stuck else "paused" if self.problem else "running",
            "reason": stuck or self.problem,
        }

    def _stuck(self, gone: int) -> str | None:
        """Why nothing is written, if the writer failed at its latest turn or has been at one for too long."""
        begun = self._turn
        if self._closing.is_set() or begun is None or time.monotonic() - begun <= _PATIENCE:
            return None
        return _SILENT if self._opening else _FULL if gone else _STUCK

    def close(self, timeout: float = 10.0) -> None:
        """Write what waits and close the file."""
        self._closing.set()
        self._handoff.filled.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        if not self._thread.is_alive():
            self._file.close()
        elif lost := self.waiting + self._handoff.gone:
            log.error("the journal could not be written before the end; events are lost", events=lost)

    # Everything below runs in the writer's thread.

    def _write_on(self) -> None:
        while True:
            self._handoff.filled.wait(_IDLE_SECONDS)
            closing = self._closing.is_set()  # before the group: what was put before closing is in it
            self._turn = time.monotonic() if self._turn is None else -math.inf  # one that was not finished has failed
            wrote = self._write_group()
            self._turn = None
            if closing and (not wrote or not (self.waiting or self._settling.recounts)):
                return
            self._closing.wait(_GROUP_SECONDS if wrote else _RETRY_SECONDS)

    def _write_group(self) -> bool:
        """One commit; False if the disk would not take it, and then nothing is forgotten."""
        settled = self._settling.take()
        try:
            self._group = self._group.filled(self._handoff)  # kept until it is on the disk
            totals = self._commit(settled)
        except Exception as error:  # noqa: BLE001 -- events wait, whatever is wrong; the writer never dies
            self._settling.give_back(settled)
            self._handoff.filled.set()
            self._pause(error)
            return False
        self._publish(totals)
        self._resume()
        with self._progress:
            self._progress.notify_all()
        return True

    def _commit(self, settled: dict[str, Settled]) -> Totals:
        store = self._file.commit(self._group.rows, settled, self._group.dropped, self._dating.now())
        upkeep.tell_refused(settled)
        self._group = Group([], 0)  # whatever goes wrong below, this group is on the disk, and its counts are
        settled.clear()
        upkeep.withdraw(store, self._settling)
        upkeep.trim(store, self._bounds.max_bytes, self._dating.oldest(store, self._bounds.max_age_days))
        self._file.note(store)
        return store.totals

    def _publish(self, totals: Totals) -> None:
        grown = totals.last > self.totals.last or totals.again != self.totals.again
        with self._counting:
            self.totals = totals
            self._handoff.done()
        for listener in self._listeners if grown else ():
            listener.set()

    def suspect(self, error: sqlite3.Error) -> None:
        """A reader met `error`; if the file is damaged, the writer replaces it."""
        if self._file.suspect(error):
            self._handoff.filled.set()

    def _pause(self, error: Exception) -> None:
        if schema.is_damage(error):
            with suppress(sqlite3.Error, OSError):  # tried again with the next group
                self._file.replace_damaged(self.totals)
                return
        if self.problem is None:
            log.error("cannot write the journal; events are kept in memory", path=str(self.path), error=str(error))
        self.problem = f"cannot write {self.path.name}: {error}"
        self._file.distrust()

    def _resume(self) -> None:
        if self.problem is not None:
            log.info("the journal is being written again", path=str(self.path))
            self.problem = None
