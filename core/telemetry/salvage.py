"""A damaged journal: set it aside under a telling name, begin a new one, save what can still be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from core.telemetry import schema
from core.telemetry.rows import Row
from core.telemetry.store import COUNTERS, Cursor, Store, Totals

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_CHUNK: Final = 1_000
_GIVE_UP: Final = 200  # chunks in a row of which nothing can be read


def replace_damaged(path: Path, sinks: Iterable[str], known: Totals | None) -> tuple[Store, str]:
    """Move the damaged file at `path` away and open a new one with what could be saved.

    Args:
        path: the journal.
        sinks: names of its sinks.
        known: counts and cursors as last seen, if the journal was open already.

    Returns:
        The new store, and a sentence for the user that names the file set aside.

    Raises:
        OSError: the file cannot be moved.
        sqlite3.Error: no new file can be made.
    """
    aside = _set_aside(path)
    store, saved = Store(path, sinks), 0
    with suppress(sqlite3.Error), closing(schema.connect_reader(aside)) as old:
        saved = store.adopt(known or _totals(old), _chunks(old))
    return store, f"the journal was damaged: it was moved to {aside}; {saved} events were recovered into a new one"


def replace_moved(path: Path, sinks: Iterable[str], old: Store) -> tuple[Store, str]:
    """Begin a new file where somebody has taken the open one away, with all that is in that.

    Args:
        path: the journal; what lies there now is moved away.
        sinks: names of its sinks.
        old: the journal as it was opened. It is closed.

    Returns:
        The new store, and a sentence for the user.

    Raises:
        OSError: what lies there cannot be moved.
        sqlite3.Error: no new file can be made.
    """
    _set_aside(path)
    store = Store(path, sinks)
    saved = store.adopt(old.totals, _chunks(old.connection))
    old.close()
    return store, f"another program moved, replaced or deleted {path}; its {saved} events were written into a new one"


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.replace(aside.with_name(aside.name + suffix))
    return aside


def _totals(old: sqlite3.Connection) -> Totals:
    """Counts and cursors of the old file; where they cannot be read, every sink gets everything again."""
    counters: dict[str, int] = {}
    cursors: dict[str, Cursor] = {}
    with suppress(sqlite3.Error):
        counters = dict(old.execute("SELECT name, value FROM counters"))
    with suppress(sqlite3.Error):
        cursors = {row[0]: Cursor(*row[1:]) for row in old.execute("SELECT * FROM cursors")}
    return Totals(**{name: counters.get(name, 0) for name in COUNTERS}, cursors=cursors)


def _chunks(old: sqlite3.Connection) -> Iterator[list[tuple[int, Row]]]:
    """Readable rows in order, stepping over what is broken."""
    first = _first(old)
    failed = 0
    while failed < _GIVE_UP:
        chunk, whole = _read(old, first, first + _CHUNK)
        if chunk:
            yield chunk
        elif whole:
            return  # an empty range that reads well is the end
        failed = 0 if whole or chunk else failed + 1
        first += _CHUNK


def _first(old: sqlite3.Connection) -> int:
    with suppress(sqlite3.Error):
        return int(old.execute("SELECT MIN(seq) FROM events").fetchone()[0] or 1)
    return 1


def _read(old: sqlite3.Connection, first: int, end: int) -> tuple[list[tuple[int, Row]], bool]:
    """Rows with `first` <= seq < `end`, and whether nothing was in the way; a broken page halves the range."""
    query = "SELECT seq, kind, time, digest, body FROM events WHERE seq >= ? AND seq < ? ORDER BY seq"
    try:
        return [(row[0], Row(*row[1:])) for row in old.execute(query, (first, end))], True
    except sqlite3.Error as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_NOTADB:
            raise  # there is nothing to be had from it
        if end - first == 1:
            return [], False
        middle = (first + end) // 2
        return _read(old, first, middle)[0] + _read(old, middle, end)[0], False
