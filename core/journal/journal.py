"""The journal: the one place where events are written, and from which every sink reads at its own pace."""

from __future__ import annotations

import math
import sqlite3
import threading
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

import structlog

from core.ages import Ages
from core.journal import schema
from core.journal.guard import Guard
from core.journal.handoff import HandOff
from core.journal.rows import Row, encode
from core.journal.salvage import replace_damaged, replace_moved
from core.journal.store import Store
from core.journal.totals import Settled, Totals
from core.journal.witness import Witness
from core.scrub import scrub
from core.threads import After, thread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from core.events import AnyEvent
    from core.journal.recount import Counted
    from core.journal.totals import Cursor
    from core.settings.models import Journal as Bounds

log = structlog.get_logger()

_GROUP_SECONDS: Final = 0.1
_GROUP_ROWS: Final = 5_000
_CAPACITY: Final = 20_000
_RETRY_SECONDS: Final = 1.0
_IDLE_SECONDS: Final = 1.0  # between two looks whether somebody else has appended a review
#: Seconds that one turn of the writer may take before it is said that nothing is written.
_PATIENCE: Final = 10.0
_STUCK: Final = "the journal is not being written; events wait in memory"
_SILENT: Final = "the disk of the journal does not respond; counting begins when it does"
_FULL: Final = "the journal is not being written and no more events fit in memory; new events are lost"
_DAY: Final = 86_400.0
_WRONG: Final = 60.0  # seconds by which a clock that we reckoned by may differ from the date


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
        self._sinks = tuple(sinks)
        self._wall = wall
        self._guard = Guard(path)
        self._witness = Witness(path.with_name(f"{path.name}.note"))
        self._handoff: HandOff[AnyEvent | Row] = HandOff(_CAPACITY)
        self._waiting: tuple[list[Row], int] = ([], 0)  # a group that could not be written yet
        self._late = 0  # events that came after closing
        self._settled: dict[str, Settled] = {}
        self._positions: dict[str, int] = {}
        self._counted: list[Counted] = []  # recordings that were counted again
        self._settling = threading.Lock()
        self._counting = threading.Lock()  # what waits or is gone becomes what is on the disk in one instant
        self._progress = threading.Condition()
        self._listeners: list[threading.Event] = []
        self._closing = threading.Event()
        self._thread = thread(self._write_on, "journal", after=After.AGAIN)
        self._turn: float | None = None  # when the writer began the one it is at, monotonic; after a failure long ago
        self._opening = self._emptied = False
        self._suspicion: sqlite3.Error | None = None
        self._began = (0.0, 0.0)
        self._ages = Ages(self._wall)
        self._first = 1  # event of this run
        self._store: Store | None = None
        self.totals = Totals()
        self.instance = self.client = ""
        self.generation = 0
        self.problem: str | None = None

    def open(self) -> None:
        """Take the lock, open the file (a damaged one is set aside and salvaged) and start writing.

        Raises:
            UserError: another process has the journal, it cannot be written, or it belongs to a newer program.
        """
        with self._opened():
            store = self._open_store()
            self._bear_witness(store)
        self.totals, self.instance = store.totals, store.instance
        self.client, self._first = store.client, store.totals.last + 1
        if store.copied:
            what = "the journal comes from another machine; it logs in to brokers under a new name"
            log.warning(what, name=self.client)
        self._began = (max(self._wall(), store.newest_mark() or 0.0), time.monotonic())
        self._ages = Ages(self._wall)
        self._thread.start()

    @contextmanager
    def _opened(self) -> Iterator[None]:
        """The disk may not respond: whoever looks at `stats` meanwhile hears of it."""
        self._opening, self._turn = True, time.monotonic()
        try:
            self._guard.take()
            try:
                yield
            except BaseException:
                self._close_store()
                self._guard.release()
                raise
        finally:
            self._opening, self._turn = False, None

    def _bear_witness(self, store: Store) -> None:
        told = (
            self._witness.compare(store, emptied=self._emptied) if not self.generation else None
        )  # a salvage has told it already
        if told is not None:
            log.error(told, path=str(self.path))
        self._witness.note(store.instance, store.totals, now=True)

    def _open_store(self) -> Store:
        self._emptied = self.path.is_file() and not self.path.stat().st_size
        try:
            self._store = Store(self.path, self._sinks)
            self._store.check()
        except sqlite3.DatabaseError as error:
            if not schema.is_damage(error):
                raise self._guard.unwritable(error) from error
            self._replace_damaged()
        assert self._store is not None  # noqa: S101 -- either branch set it
        return self._store

    def _replace_damaged(self, known: Totals | None = None) -> None:
        """Set the file aside under a telling name and go on with what can be saved of it."""
        self._close_store()
        self._store, message = replace_damaged(self.path, self._sinks, known)
        self.generation += 1
        log.error(message)

    def _replace_moved(self, old: Store) -> None:
        """Go on in a new file at the journal's path: what is written elsewhere, nobody would ever read."""
        self._store, message = replace_moved(self.path, self._sinks, old)
        self._suspicion = None  # of what was put there meanwhile
        self.generation += 1
        log.error(message)

    def now(self) -> float:
        """Seconds since the epoch by a clock that never jumps: the wall clock at opening plus what passed since."""
        wall, monotonic = self._began
        return wall + time.monotonic() - monotonic

    def append(self, events: Sequence[AnyEvent | Row]) -> None:
        """Hand events to the writer. Never waits, never raises; what does not fit is counted as dropped."""
        if self._closing.is_set():
            self._late += len(events)
        else:
            self._handoff.put(events)

    def replace(self, counted: Counted) -> None:
        """What `counted` does not tell of what it looked at is taken out, and its withdrawal is appended. Soon."""
        with self._settling:
            self._counted.append(counted)
        self._handoff.filled.set()

    def settle(self, sink: str, news: Settled) -> None:
        """Record that `sink` is done up to `news.seq`; on the disk with the next group."""
        with self._settling:
            self._positions[sink] = max(news.seq, self._positions.get(sink, 0))
            before = self._settled.get(sink)
            self._settled[sink] = before.then(news) if before else news
        self._handoff.filled.set()

    def cursor(self, sink: str) -> Cursor:
        """How far `sink` is, as far as it is on the disk."""
        return self.totals.cursors[sink]

    def position(self, sink: str) -> int:
        """The number of the last event `sink` is done with."""
        return max(self._positions.get(sink, 0), self.totals.cursors[sink].seq)

    def listen(self, grown: threading.Event) -> None:
        """Have `grown` set whenever there are new events to read."""
        self._listeners.append(grown)

    def flush(self, timeout: float) -> bool:
        """Wait until everything handed over so far is on the disk; False if it is not after `timeout` seconds."""
        with self._progress:
            return self._progress.wait_for(lambda: self.waiting == 0 and not self._counted, timeout)

    @property
    def waiting(self) -> int:
        """Events that are not on the disk yet."""
        return len(self._handoff)

    def stats(self) -> dict[str, Any]:
        """What was counted, over all runs; `waiting` events are not on the disk yet."""
        with self._counting:
            totals, waiting, gone = self.totals, self.waiting, self._handoff.gone
        stuck = self._stuck()
        return {
            "appended": totals.appended,
            "dropped": totals.dropped + gone + self._late,
            "duplicates": totals.duplicates,
            "forgotten": totals.forgotten,
            "waiting": waiting,
            "state": "failed" if stuck else "paused" if self.problem else "running",
            "reason": self._why_stuck(gone) if stuck else self.problem,
        }

    def _stuck(self) -> bool:
        """Whether the writer failed at its latest turn, or has been at one for too long."""
        begun = self._turn
        return not self._closing.is_set() and begun is not None and time.monotonic() - begun > _PATIENCE

    def _why_stuck(self, gone: int) -> str:
        return _SILENT if self._opening else _FULL if gone else _STUCK

    def close(self, timeout: float = 10.0) -> None:
        """Write what waits and close the file."""
        self._closing.set()
        self._handoff.filled.set()
        if self._thread.is_alive():
            self._thread.join(timeout)
        if not self._thread.is_alive():
            if self._store is not None:
                self._witness.note(self._store.instance, self._store.totals, now=True)
            self._close_store()
            self._guard.release()
        elif lost := self.waiting + self._handoff.gone:
            log.error("the journal could not be written before the end; events are lost", events=lost)

    def _close_store(self) -> None:
        if self._store is not None:
            with suppress(sqlite3.Error):
                self._store.close()
            self._store = None

    # Everything below runs in the writer's thread.

    def _write_on(self) -> None:
        while True:
            self._handoff.filled.wait(_IDLE_SECONDS)
            closing = self._closing.is_set()  # before the group: what was put before closing is in it
            self._turn = time.monotonic() if self._turn is None else -math.inf  # one that was not finished has failed
            wrote = self._write_group()
            self._turn = None
            if closing and (not wrote or not (self.waiting or self._counted)):
                return
            self._closing.wait(_GROUP_SECONDS if wrote else _RETRY_SECONDS)

    def _write_group(self) -> bool:
        """One commit; False if the disk would not take it, and then nothing is forgotten."""
        with self._settling:
            settled, self._settled = self._settled, {}
        try:
            totals = self._commit(*self._collect(), settled)
        except Exception as error:  # noqa: BLE001 -- events wait, whatever is wrong; the writer never dies
            self._keep_for_later(settled)
            self._pause(error)
            return False
        self._publish(totals)
        self._resume()
        with self._progress:
            self._progress.notify_all()
        return True

    def _collect(self) -> tuple[list[Row], int]:
        """The group that could not be written before, filled up from the queue; kept until it is on the disk."""
        rows, dropped = self._waiting
        events, refused = self._handoff.take(_GROUP_ROWS - len(rows))
        more, failed = _encode_all(events)
        self._handoff.lose(failed)
        self._waiting = (rows + more, dropped + refused + failed)
        return self._waiting

    def _commit(self, rows: list[Row], dropped: int, settled: dict[str, Settled]) -> Totals:
        if self._store is not None and self._store.moved():
            self._replace_moved(self._store)
        suspicion, self._suspicion = self._suspicion, None
        if suspicion is not None:
            raise suspicion
        if self._store is None:
            self._store = Store(self.path, self._sinks)
        self._store.commit(rows, settled, dropped, self.now())
        _tell_refused(settled)
        self._waiting = ([], 0)  # whatever goes wrong below, this group is on the disk, and its counts are
        settled.clear()
        self._replace(self._store)
        self._trim(self._store)
        self._witness.note(self._store.instance, self._store.totals)
        return self._store.totals

    def _replace(self, store: Store) -> None:
        """What a new count told is in `told`, on the disk or not yet: it stays in any case."""
        while self._counted:
            counted = self._counted[0]
            gone = store.replace(counted)
            with self._settling:
                self._counted.pop(0)
            if gone:
                log.info("replaced an earlier count of a recording", camera=counted.camera, withdrawn=gone)

    def _trim(self, store: Store) -> None:
        before, forgotten = store.totals.dropped, store.totals.forgotten
        while store.trim(self._bounds.max_bytes, self._oldest(store)):
            pass
        lost = store.totals.dropped - before
        if lost:
            log.warning("journal limits reached: events were dropped before all receivers had them", dropped=lost)
        forgotten = store.totals.forgotten - forgotten
        if forgotten:
            log.warning("more is set aside than its limits allow: the oldest was deleted", deleted=forgotten)

    def _oldest(self, store: Store) -> float:
        """Before which time events are too old; as long as the clock may be wrong, none is."""
        date = self._ages.date()
        if date is None:
            return float("-inf")
        wrong = date - self.now()
        if abs(wrong) > _WRONG:
            store.restamp(self._first, wrong, date)
            self._began = (self._began[0] + wrong, self._began[1])
        return date - self._bounds.max_age_days * _DAY

    def _publish(self, totals: Totals) -> None:
        grown = totals.last > self.totals.last or totals.again != self.totals.again
        with self._counting:
            self.totals = totals
            self._handoff.done()
        if grown:
            for listener in self._listeners:
                listener.set()

    def _keep_for_later(self, settled: dict[str, Settled]) -> None:
        with self._settling:
            for sink, news in settled.items():
                later = self._settled.get(sink)
                self._settled[sink] = news.then(later) if later else news
        self._handoff.filled.set()

    def suspect(self, error: sqlite3.Error) -> None:
        """A reader met `error`; if the file is damaged, the writer replaces it."""
        if schema.is_damage(error):
            self._suspicion = error
            self._handoff.filled.set()

    def _pause(self, error: Exception) -> None:
        if schema.is_damage(error):
            with suppress(sqlite3.Error, OSError):  # tried again with the next group
                self._replace_damaged(self.totals)
                return
        if self.problem is None:
            log.error("cannot write the journal; events are kept in memory", path=str(self.path), error=str(error))
        self.problem = f"cannot write {self.path.name}: {error}"
        if self._store is None or not self._store.moved():  # else nothing but the connection leads to the events
            self._close_store()  # one that met an I/O error is not to be trusted

    def _resume(self) -> None:
        if self.problem is not None:
            log.info("the journal is being written again", path=str(self.path))
            self.problem = None


def _tell_refused(settled: dict[str, Settled]) -> None:
    for sink, news in settled.items():
        if news.refused:
            first = scrub(news.refused[0].reason)
            log.warning("events were set aside", sink=sink, events=len(news.refused), reason=first)


def _encode_all(events: Sequence[AnyEvent | Row]) -> tuple[list[Row], int]:
    """Rows, and how many events could not be written as JSON."""
    rows, failed = [], 0
    for event in events:
        try:
            rows.append(event if isinstance(event, Row) else encode(event))
        except Exception as error:  # noqa: BLE001 -- one strange event must not end the journal
            failed += 1
            log.warning("cannot encode an event as JSON", kind=type(event).__name__, error=repr(error))
    return rows, failed
