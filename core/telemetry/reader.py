"""Reading the journal: sinks forward from their cursor, exports by period and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.telemetry import schema
from core.telemetry.rows import KINDS, Stored

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterator
    from pathlib import Path

    from core.telemetry.journal import Journal

_AFTER: Final = "SELECT seq, kind, time, body FROM events WHERE seq > ? ORDER BY seq LIMIT ?"
_PERIOD: Final = (
    "SELECT seq, kind, time, body FROM events WHERE kind = ? AND time >= ? AND time < ? ORDER BY time, digest"
)


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
            batch.append(Stored._make(row))
            size -= len(batch[-1].body)
            if size <= 0:
                break
        return batch

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
        yield from map(
            Stored._make,
            database.execute(_PERIOD, (KINDS.index(kind), round(start * 1_000_000), round(end * 1_000_000))),
        )
    finally:
        database.close()
