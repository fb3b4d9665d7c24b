"""The journal's counts, cursors and time marks as they are on the disk."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from core.journal.totals import Cursor, Totals

if TYPE_CHECKING:
    import sqlite3

#: What is counted, by its name in the file and in `Totals`.
COUNTERS: Final = ("appended", "dropped", "duplicates", "forgotten", "unheard", "last")
_SAVE_CURSOR: Final = "INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?, ?)"
_MARK_SECONDS: Final = 600.0


class Ledger:
    """Reads and writes within the caller's transaction.

    Args:
        database: an open journal.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def one(self, query: str, *values: float) -> Any:  # noqa: ANN401 -- whatever the column holds
        """The first column of the first row; None if there is none."""
        row = self._database.execute(query, values).fetchone()
        return None if row is None else row[0]

    def meta(self, key: str) -> str | None:
        """What is noted under `key`."""
        row = self._database.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
        return None if row is None else str(row[0])

    def put(self, key: str, value: str) -> None:
        """Note `value` under `key`."""
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def load(self, sinks: tuple[str, ...]) -> Totals:
        """Everything that is counted; a sink that is new begins with the oldest event."""
        saved = {row[0]: Cursor(*row[1:]) for row in self._database.execute("SELECT * FROM cursors")}
        totals = self.renewed(Totals())
        first = self.first_event() or totals.last + 1
        self._database.execute("INSERT OR IGNORE INTO counters VALUES ('first', ?)", (first,))
        return replace(totals, first=first, cursors={sink: saved.get(sink, Cursor(first - 1)) for sink in sinks})

    def renewed(self, totals: Totals) -> Totals:
        """With the counts as they are on the disk: somebody else may have written.

        The last event is never before one that is there, whoever wrote it, nor before one that a sink is done with:
        whatever happened to the file, what comes now is new to all of them.
        """
        counters = dict(self._database.execute("SELECT name, value FROM counters"))
        done = self.one("SELECT MAX(seq) FROM cursors") or 0
        known: dict[str, Any] = {name: counters.get(name, 0) for name in COUNTERS}
        return replace(totals, **{**known, "last": max(self.last_event(), done, known["last"])})

    def first_event(self) -> int | None:
        """The number of the oldest event that is there."""
        found: int | None = self.one("SELECT MIN(seq) FROM events")
        return found

    def last_event(self) -> int:
        """The number of the newest event that is there; 0 if there is none."""
        return self.one("SELECT MAX(seq) FROM events") or 0

    def save(self, totals: Totals, before: Totals) -> None:
        """Write what differs from `before`, which is on the disk already."""
        changed = [(name, getattr(totals, name)) for name in COUNTERS if getattr(totals, name) != getattr(before, name)]
        if changed:
            self._database.executemany("INSERT OR REPLACE INTO counters VALUES (?, ?)", changed)
        for sink, cursor in totals.cursors.items():
            if cursor != before.cursors[sink]:
                values = (sink, cursor.seq, cursor.acked, cursor.set_aside, cursor.dropped)
                self._database.execute(_SAVE_CURSOR, values)

    def save_first(self, first: int) -> None:
        """Where the journal begins, for who has to tell one day what is missing of a damaged one."""
        self._database.execute("INSERT OR REPLACE INTO counters VALUES ('first', ?)", (first,))

    def mark(self, last: int, now: float) -> None:
        """Remember now and then how far the journal was, to know later how old its beginning is."""
        newest = self.newest_mark()
        if newest is None or abs(now - newest) >= _MARK_SECONDS:
            self._database.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (last, now))

    def newest_mark(self) -> float | None:
        """When the journal last noted the time, seconds since the epoch."""
        value = self.one("SELECT at FROM marks ORDER BY seq DESC LIMIT 1")
        return None if value is None else float(value)

    def older_than(self, time: float) -> int:
        """The number of the last event that was noted before `time`, seconds since the epoch."""
        return int(self.one("SELECT MAX(seq) FROM marks WHERE at < ?", time) or 0)

    def restamp(self, first: int, seconds: float, date: float) -> None:
        """The clock was wrong by `seconds` since the event `first`, or in an earlier run, when it was ahead of now."""
        self._database.execute("UPDATE marks SET at = at + ? WHERE seq >= ?", (seconds, first))
        self._database.execute("UPDATE marks SET at = ? WHERE at > ?", (date, date))
