"""Reading the journal: sinks forward from their cursor, exports by period and kind."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import structlog
from pydantic import ValidationError

from core.errors import UserError
from core.events import load
from core.journal import schema
from core.journal.rows import KINDS, Stored, fault, intact

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from core.journal.journal import Journal

log = structlog.get_logger()

_AFTER: Final = "SELECT seq, kind, time, digest, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?"
_PERIOD: Final = (
    "SELECT seq, kind, time, digest, body FROM events WHERE kind = ? AND time >= ? AND time < ? ORDER BY time, digest"
)
_AGAIN: Final = """
SELECT aside.id, aside.seq, events.kind, events.time, events.digest, events.body, aside.body
FROM set_aside AS aside LEFT JOIN events ON events.seq = aside.seq
WHERE aside.sink = ? AND aside.again AND aside.id > ? ORDER BY aside.id LIMIT ?
"""


@dataclass(slots=True)
class LeftOut:
    """How many events a reading left out because they are damaged on the disk."""

    events: int = 0


_left_out: ContextVar[LeftOut | None] = ContextVar("left_out", default=None)


@contextmanager
def left_out() -> Iterator[LeftOut]:
    """Count what `period` leaves out meanwhile, in this thread."""
    counting = LeftOut()
    before = _left_out.set(counting)
    try:
        yield counting
    finally:
        _left_out.reset(before)


class Reader:
    """One thread's view of a journal, on a connection of its own; never in the writer's way."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._generation = -1
        self._database: sqlite3.Connection | None = None

    def after(self, seq: int, rows: int, size: int) -> list[Stored]:
        """The events after `seq`, in order: at most `rows` of them, and no more than about `size` bytes.

        Raises:
            sqlite3.Error: the file cannot be read at the moment.
        """
        batch: list[Stored] = []
        for row in self._connection().execute(_AFTER, (seq, rows)):
            batch.append(_stored(*row))
            size -= len(batch[-1].body)
            if size <= 0:
                break
        return batch

    def again(self, sink: str, after: int, rows: int) -> list[Stored]:
        """Events set aside for `sink` that are to be sent again, beyond row `after`: at most `rows` of them.

        Raises:
            sqlite3.Error: the file cannot be read at the moment.
        """
        found = self._connection().execute(_AGAIN, (sink, after, rows)).fetchall()
        return [
            (_stored(seq, *row) if row[0] is not None else _from_body(seq, kept))._replace(again=number)
            for number, seq, *row, kept in found
        ]

    def _connection(self) -> sqlite3.Connection:
        if self._database is None or self._generation != self._journal.generation:
            self.close()
            self._generation = self._journal.generation
            self._database = schema.connect_reader(self._journal.path)
        return self._database

    def close(self) -> None:
        """Close the connection; the next read opens another."""
        if self._database is not None:
            self._database.close()
            self._database = None


def period(path: Path, kind: str, start: float, end: float) -> Iterator[Stored]:
    """Events of a kind whose media time is in [start, end), seconds since the epoch, in order of time.

    Raises:
        UserError: there is no journal at `path`.
        sqlite3.Error: it cannot be read.
    """
    if not path.is_file():
        raise UserError(f"no journal found at {path}", "start the engine first, or choose another file with --journal")
    database = schema.connect_reader(path)
    try:
        values = (KINDS.index(kind), round(start * 1_000_000), round(end * 1_000_000))
        yield from _sound(database.execute(_PERIOD, values), kind)
    finally:
        database.close()


def _sound(rows: Iterable[tuple[int, int, int, int, bytes]], kind: str) -> Iterator[Stored]:
    """Those that hold what was written; how many do not is told."""
    faulty = 0
    for seq, number, time, digest, body in rows:  # a day has a hundred thousand of them
        if intact(number, digest, body):
            yield Stored(seq, number, time, body)
        else:
            faulty += 1
    if faulty:
        log.warning("events are left out: they are damaged on the disk", kind=kind, events=faulty)
        if counting := _left_out.get():
            counting.events += faulty


def _stored(seq: int, kind: int, time: int, digest: int, body: bytes) -> Stored:
    return Stored(seq, kind, time, body, fault(kind, digest, body))


def _from_body(seq: int, body: bytes) -> Stored:
    """An event that the journal itself no longer holds."""
    try:
        event = load(body)
    except ValidationError:
        return Stored(seq, 0, 0, body, "no longer kept as a whole")
    return Stored(seq, KINDS.index(event.kind), round(event.time.timestamp() * 1_000_000), body)
