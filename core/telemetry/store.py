"""The journal's tables as plain operations. One thread uses a `Store`; `Journal` brings the threads."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from core.telemetry import schema
from core.telemetry.recount import replaced, told_anew, withdrawals

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from core.telemetry.recount import Counted
    from core.telemetry.rows import Row

COUNTERS: Final = ("appended", "dropped", "duplicates", "last")
_INSERT: Final = "INSERT OR IGNORE INTO events (kind, time, digest, body) VALUES (?, ?, ?, ?)"
_ADOPT: Final = "INSERT OR IGNORE INTO events (seq, kind, time, digest, body) VALUES (?, ?, ?, ?, ?)"
_SAVE_CURSOR: Final = "INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?, ?)"
_MARK_SECONDS: Final = 600.0
_SET_ASIDE_ROWS: Final = 50_000
_SET_ASIDE_BODY: Final = 100_000
_TRIM_ROWS: Final = 20_000
_TRIM_TO: Final = 0.95
_CHECK_BYTES: Final = 100_000_000


class Refused(NamedTuple):
    """An event that a sink's server will never take, and the server's reason."""

    seq: int
    reason: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Settled:
    """Up to where a sink is done: so many acknowledged since it last said so, and these refused."""

    seq: int
    acked: int
    refused: tuple[Refused, ...] = ()

    def then(self, later: Settled) -> Settled:
        """Both, as one."""
        return Settled(max(self.seq, later.seq), self.acked + later.acked, self.refused + later.refused)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a sink is, and what became of the events before that."""

    seq: int = 0
    acked: int = 0
    set_aside: int = 0
    dropped: int = 0

    def after(self, settled: Settled) -> Cursor:
        """The cursor once `settled` is recorded; never moves back."""
        return replace(
            self,
            seq=max(self.seq, settled.seq),
            acked=self.acked + settled.acked,
            set_aside=self.set_aside + len(settled.refused),
        )


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything that is counted; replaced as a whole after each commit, so any thread may look."""

    appended: int = 0
    dropped: int = 0
    duplicates: int = 0
    first: int = 1
    last: int = 0
    cursors: Mapping[str, Cursor] = field(default_factory=dict)


class Store:
    """One open journal file.

    Args:
        path: the file; made if missing, migrated if old.
        sinks: names of the sinks that must have an event before it may go.

    Raises:
        sqlite3.Error: the file is damaged or cannot be opened.
        UserError: it belongs to a newer program.
    """

    def __init__(self, path: Path, sinks: Iterable[str]) -> None:
        self._path = path
        self._database = schema.connect(path)
        try:
            self._identity = _identity(path)
            schema.migrate(self._database, path)
            self.totals = self._load(tuple(sinks))
            self.instance = str(self._one("SELECT value FROM meta WHERE key = 'instance'"))
        except BaseException:
            self._database.close()
            raise

    def _load(self, sinks: tuple[str, ...]) -> Totals:
        saved = {row[0]: Cursor(*row[1:]) for row in self._database.execute("SELECT * FROM cursors")}
        totals = Totals(**self._counters())
        first = self._one("SELECT MIN(seq) FROM events") or totals.last + 1
        return replace(totals, first=first, cursors={sink: saved.get(sink, Cursor(first - 1)) for sink in sinks})

    def _counters(self) -> dict[str, Any]:
        """The counts as they are on the disk; the last event is never before one that is there, whoever wrote it."""
        counters = dict(self._database.execute("SELECT name, value FROM counters"))
        there = self._one("SELECT MAX(seq) FROM events") or 0
        return {name: counters.get(name, 0) for name in COUNTERS} | {"last": max(there, counters.get("last", 0))}

    def _one(self, query: str, *values: float) -> Any:  # noqa: ANN401 -- whatever the column holds
        row = self._database.execute(query, values).fetchone()
        return None if row is None else row[0]

    def commit(self, rows: Sequence[Row], settled: Mapping[str, Settled], dropped: int, now: float) -> None:
        """One group: append `rows`, move cursors, add to what was dropped. All of it, or an error and nothing.

        Args:
            rows: in order; those that are in the journal already are only counted.
            settled: by sink.
            dropped: events lost on their way here since the last group.
            now: seconds since the epoch, for ages.
        """
        with _Transaction(self._database):
            self.totals = replace(self.totals, **self._counters())  # somebody may have appended a review meanwhile
            added = self._append(rows)
            cursors = {**self.totals.cursors}
            for sink, news in settled.items():
                cursors[sink] = cursors[sink].after(news)
                self._set_aside(sink, news.refused, now)
            totals = replace(
                self.totals,
                appended=self.totals.appended + added,
                duplicates=self.totals.duplicates + len(rows) - added,
                dropped=self.totals.dropped + dropped,
                last=self.totals.last + added,
                cursors=cursors,
            )
            self._save(totals)
            self._mark(totals.last, now)
        self.totals = totals

    def _append(self, rows: Sequence[Row]) -> int:
        """SQLite numbers rows itself, one more than the last one; only an empty table has to be told where it was."""
        added = 0
        if rows and self.totals.first > self.totals.last:
            added = self._database.execute(_ADOPT, (self.totals.last + 1, *rows[0])).rowcount
            rows = rows[1:]
        return added + (self._database.executemany(_INSERT, rows).rowcount if rows else 0)

    def replace(self, counted: Counted) -> int:
        """Take out what a count that was made anew no longer tells, and append who was taken out; returns how many."""
        with _Transaction(self._database):
            gone = list(replaced(self._database, counted))
            if not gone:
                return 0
            names = [event for _, event in gone]
            anew = list(told_anew(self._database, counted, names))
            numbers = [(seq,) for seq, _ in (*gone, *anew)]
            self._database.executemany("DELETE FROM events WHERE seq = ?", numbers)
            told = [*withdrawals(counted, names), *(row for _, row in anew)]
            totals = replace(self.totals, **self._counters())
            numbered = [(number, *row) for number, row in enumerate(told, totals.last + 1)]
            self._database.executemany(_ADOPT, numbered)  # after the last one ever, though that may be gone
            totals = replace(totals, appended=totals.appended + len(told), last=totals.last + len(told))
            self._save(totals)
        self.totals = totals
        return len(gone)

    def _save(self, totals: Totals) -> None:
        """Write what differs from what is on the disk already."""
        changed = [
            (name, getattr(totals, name)) for name in COUNTERS if getattr(totals, name) != getattr(self.totals, name)
        ]
        if changed:
            self._database.executemany("INSERT OR REPLACE INTO counters VALUES (?, ?)", changed)
        for sink, cursor in totals.cursors.items():
            if cursor != self.totals.cursors[sink]:
                values = (sink, cursor.seq, cursor.acked, cursor.set_aside, cursor.dropped)
                self._database.execute(_SAVE_CURSOR, values)

    def _set_aside(self, sink: str, refused: Sequence[Refused], now: float) -> None:
        if refused:
            self._database.executemany(
                "INSERT INTO set_aside (sink, seq, at, reason, body) VALUES (?, ?, ?, ?, ?)",
                [(sink, item.seq, now, item.reason, item.body[:_SET_ASIDE_BODY]) for item in refused],
            )
            self._database.execute(
                "DELETE FROM set_aside WHERE id <= (SELECT MAX(id) FROM set_aside) - ?", (_SET_ASIDE_ROWS,)
            )

    def _mark(self, last: int, now: float) -> None:
        """Remember now and then how far the journal was, to know later how old its beginning is."""
        newest = self.newest_mark()
        if newest is None or now - newest >= _MARK_SECONDS:
            self._database.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (last, now))

    def newest_mark(self) -> float | None:
        """When the journal last noted the time, seconds since the epoch."""
        value = self._one("SELECT at FROM marks ORDER BY seq DESC LIMIT 1")
        return None if value is None else float(value)

    def used_bytes(self) -> int:
        """Bytes of the file that hold something; freed pages are used again."""
        pages, free, size = (
            int(self._one(f"PRAGMA {name}") or 0) for name in ("page_count", "freelist_count", "page_size")
        )
        return (pages - free) * size

    def trim(self, max_bytes: int, oldest: float) -> int:
        """Let the oldest events go if the journal is over a bound; returns how many went.

        Call again until it returns 0: it works in small steps.

        Args:
            max_bytes: bound of `used_bytes`.
            oldest: events noted before this time, seconds since the epoch, are too old.
        """
        upto = max(self._too_old(oldest), self._too_many(max_bytes))
        upto = min(upto, self.totals.first - 1 + _TRIM_ROWS, self.totals.last)
        if upto < self.totals.first:
            return 0
        with _Transaction(self._database):
            self._database.execute("DELETE FROM events WHERE seq <= ?", (upto,))
            self._database.execute("DELETE FROM marks WHERE at < ? AND seq < ?", (oldest, upto))
            self._database.execute("DELETE FROM set_aside WHERE at < ?", (oldest,))
            cursors = {sink: _forced(cursor, upto) for sink, cursor in self.totals.cursors.items()}
            unseen = max(
                (cursor.dropped - self.totals.cursors[sink].dropped for sink, cursor in cursors.items()), default=0
            )
            totals = replace(self.totals, dropped=self.totals.dropped + unseen, first=upto + 1, cursors=cursors)
            self._save(totals)
        gone = upto + 1 - self.totals.first
        self.totals = totals
        return gone

    def _too_old(self, oldest: float) -> int:
        return int(self._one("SELECT MAX(seq) FROM marks WHERE at < ?", oldest) or 0)

    def _too_many(self, max_bytes: int) -> int:
        used = self.used_bytes()
        rows = self.totals.last - self.totals.first + 1
        surplus = used - _TRIM_TO * max_bytes
        return self.totals.first + int(rows * surplus / used) if used > max_bytes else 0

    def adopt(self, totals: Totals, chunks: Iterable[Sequence[tuple[int, Row]]]) -> int:
        """Go on where another file ended: its counts, its cursors, and its events under their own numbers.

        Returns:
            How many events were taken over; those missing in between are counted as dropped.
        """
        totals = replace(totals, cursors={sink: totals.cursors.get(sink, Cursor()) for sink in self.totals.cursors})
        first, last, saved = 0, totals.last, 0
        for chunk in chunks:
            with _Transaction(self._database):
                self._database.executemany(_ADOPT, [(seq, *row) for seq, row in chunk])
            first, last, saved = first or chunk[0][0], max(last, chunk[-1][0]), saved + len(chunk)
        lost = last - (first or totals.first) + 1 - saved
        totals = replace(totals, first=first or last + 1, last=last, dropped=totals.dropped + max(0, lost))
        with _Transaction(self._database):
            self._save(totals)
        self.totals = totals
        return saved

    def check(self) -> None:
        """Read through the file, if it is small enough to do so at every start.

        Raises:
            sqlite3.DatabaseError: it is damaged.
        """
        if self.used_bytes() <= _CHECK_BYTES:
            found = self._one("PRAGMA quick_check(1)")
            if found != "ok":
                error = sqlite3.DatabaseError(f"damaged: {found}")
                error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
                raise error

    @property
    def connection(self) -> sqlite3.Connection:
        """For who reads what is in it."""
        return self._database

    def moved(self) -> bool:
        """Whether the file is no longer at its path: it was deleted, moved, or another one put there."""
        return _identity(self._path) != self._identity

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except FileNotFoundError:
        return None
    return status.st_dev, status.st_ino


def _forced(cursor: Cursor, upto: int) -> Cursor:
    """The cursor of a sink that loses everything up to `upto`."""
    lost = max(0, upto - cursor.seq)
    return replace(cursor, seq=cursor.seq + lost, dropped=cursor.dropped + lost)


class _Transaction:
    """BEGIN IMMEDIATE … COMMIT, or ROLLBACK on any error."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database

    def __enter__(self) -> None:
        self._database.execute("BEGIN IMMEDIATE")

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        try:
            if kind is None:
                self._database.execute("COMMIT")
        finally:
            if self._database.in_transaction:
                self._database.execute("ROLLBACK")
