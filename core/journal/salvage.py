"""A damaged journal: set it aside under a telling name, begin a new one, save what can still be read."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from core.journal import schema
from core.journal.aside import Refused
from core.journal.ledger import COUNTERS
from core.journal.pages import Pages
from core.journal.rows import Row, intact
from core.journal.store import Store
from core.journal.totals import Cursor, Totals
from core.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_CHUNK: Final = 1_000
_GIVE_UP: Final = 200  # chunks in a row of which nothing can be read
_ROWS: Final = "SELECT seq, kind, time, digest, body FROM events WHERE seq >= ? AND seq < ? ORDER BY seq"


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
    store = Store(path, sinks)
    with suppress(sqlite3.Error, OSError):
        counted = known or _totals(aside)
        saved = _adopt(store, counted, aside)
        lost = store.totals.dropped - counted.dropped
        return store, (
            f"the journal was damaged: it was moved to {aside}; {saved} events were recovered into a new one, "
            f"{lost} were lost"
        )
    return store, f"the journal was damaged: it was moved to {aside}; none of its events could be recovered"


def _adopt(store: Store, counted: Totals, aside: Path) -> int:
    """Whatever can be read: by SQLite where it opens the file, and page by page where that was not all."""
    with suppress(sqlite3.Error), closing(schema.connect_reader(aside)) as old:
        store.bear(old.execute("SELECT value FROM meta WHERE key = 'instance'").fetchone()[0])
        store.adopt(counted, _chunks(old))
        store.adopt_aside(_aside(old))
    if store.missing(counted):
        store.adopt(counted, _pieces(Pages(aside).events(), counted.first))
        store.remove_withdrawn()
    return store.count()


def _pieces(rows: Iterable[tuple[int, Row]], first: int) -> Iterator[list[tuple[int, Row]]]:
    """Rows in pieces, without those that had left the journal in its time."""
    there = (row for row in rows if row[0] >= first)
    while piece := list(islice(there, _CHUNK)):
        yield piece


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
    store.bear(old.instance)
    store.adopt(old.totals, _chunks(old.connection))
    saved = store.count()
    store.adopt_aside(_aside(old.connection))
    old.close()
    return store, f"another program moved, replaced or deleted {path}; its {saved} events were written into a new one"


def _set_aside(path: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S.%f")
    aside = path.with_name(f"{path.stem}.damaged-{stamp}{path.suffix}")
    for suffix in ("-wal", "-shm", ""):
        part = path.with_name(path.name + suffix)
        if part.exists():
            patiently(partial(part.replace, aside.with_name(aside.name + suffix)))
    return aside


def _totals(aside: Path) -> Totals:
    """Counts and cursors of the old file; where they cannot be read, every sink gets everything again."""
    counters: dict[str, int] = {}
    cursors: dict[str, Cursor] = {}
    try:
        with closing(schema.connect_reader(aside)) as old:
            counters = dict(old.execute("SELECT name, value FROM counters"))
            cursors = {row[0]: Cursor(*row[1:]) for row in old.execute("SELECT * FROM cursors")}
    except sqlite3.Error:
        for name, numbers in Pages(aside).named():
            if len(numbers) > 1:
                cursors[name] = Cursor(*numbers)
            elif name in {*COUNTERS, "first"}:
                counters[name] = numbers[0]
    counted: dict[str, Any] = {name: counters.get(name, 0) for name in COUNTERS}
    return Totals(**counted, first=counters.get("first", 0), cursors=cursors)


def _aside(old: sqlite3.Connection) -> Iterator[tuple[str, Refused, float]]:
    """What was set aside there, as far as it can be read."""
    with suppress(sqlite3.Error):
        for sink, seq, at, reason, body in old.execute("SELECT sink, seq, at, reason, body FROM set_aside"):
            yield sink, Refused(seq, reason, body), at


def _chunks(old: sqlite3.Connection) -> Iterator[list[tuple[int, Row]]]:
    """Rows in order that SQLite can read and that are as they were written; broken pages are stepped over."""
    at, failed = 0, 0
    while failed < _GIVE_UP:
        try:
            first = old.execute("SELECT MIN(seq) FROM events WHERE seq >= ?", (at,)).fetchone()[0]
            if first is None:
                return
            at = first + _CHUNK
            rows = [(row[0], Row(*row[1:])) for row in old.execute(_ROWS, (first, at))]
            yield [(seq, row) for seq, row in rows if intact(row.kind, row.digest, row.body)]
            failed = 0
        except sqlite3.Error:
            at, failed = at + _CHUNK, failed + 1
