"""The journal's tables as plain operations. One thread uses a `Store`; `Journal` brings the threads."""

from __future__ import annotations

import secrets
import sqlite3
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from core.journal import machine, schema
from core.journal.aside import Aside
from core.journal.recount import replaced, told_anew, withdrawals, withdrawn
from core.journal.totals import Cursor, Totals
from core.journal.transaction import Transaction

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from core.journal.aside import Refused
    from core.journal.recount import Counted
    from core.journal.rows import Row
    from core.journal.totals import Settled

COUNTERS: Final = ("appended", "dropped", "duplicates", "forgotten", "unheard", "last")
_INSERT: Final = "INSERT OR IGNORE INTO events (kind, time, digest, body) VALUES (?, ?, ?, ?)"
_ADOPT: Final = "INSERT OR IGNORE INTO events (seq, kind, time, digest, body) VALUES (?, ?, ?, ?, ?)"
_SAVE_CURSOR: Final = "INSERT OR REPLACE INTO cursors VALUES (?, ?, ?, ?, ?)"
_MARK_SECONDS: Final = 600.0
_TRIM_ROWS: Final = 20_000
_TRIM_TO: Final = 0.95
_CHECK_BYTES: Final = 100_000_000


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
            self._aside = Aside(self._database)
            self.totals = self._load(tuple(sinks))
            self.instance = str(self._one("SELECT value FROM meta WHERE key = 'instance'"))
            self.copied = self._settle_in()
            self.client = str(self._one("SELECT value FROM meta WHERE key = 'client'") or self.instance)
        except BaseException:
            self._database.close()
            raise

    def _settle_in(self) -> bool:
        """Note which machine this is; whether the journal was that of another one, whose name it must not bear."""
        here, noted = machine.identity(), self._one("SELECT value FROM meta WHERE key = 'machine'")
        there = frozenset(str(noted).split()) if noted else frozenset()
        if not here or here == there:
            return False
        copied = bool(there) and not here & there
        with Transaction(self._database):
            self._put("machine", " ".join(sorted(here)))
            if copied:
                self._put("client", f"{self.instance}-{secrets.token_hex(4)}")
        return copied

    def _put(self, key: str, value: str) -> None:
        self._database.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))

    def _load(self, sinks: tuple[str, ...]) -> Totals:
        saved = {row[0]: Cursor(*row[1:]) for row in self._database.execute("SELECT * FROM cursors")}
        totals = Totals(**self._counters())
        first = self._one("SELECT MIN(seq) FROM events") or totals.last + 1
        self._database.execute("INSERT OR IGNORE INTO counters VALUES ('first', ?)", (first,))
        cursors = {sink: saved.get(sink, Cursor(first - 1)) for sink in sinks}
        return self._told(replace(totals, first=first, cursors=cursors))

    def _told(self, totals: Totals, *, reasons: bool = True) -> Totals:
        """With what is set aside; somebody else may have asked for it to be sent again."""
        found = self._aside.reasons() if reasons else totals.reasons
        return replace(totals, reasons=found, again=self._aside.again())

    def _counters(self) -> dict[str, Any]:
        """The counts as they are on the disk.

        The last event is never before one that is there, whoever wrote it, nor before one that a sink is done with:
        whatever happened to the file, what comes now is new to all of them.
        """
        counters = dict(self._database.execute("SELECT name, value FROM counters"))
        there = self._one("SELECT MAX(seq) FROM events") or 0
        done = self._one("SELECT MAX(seq) FROM cursors") or 0
        return {name: counters.get(name, 0) for name in COUNTERS} | {"last": max(there, done, counters.get("last", 0))}

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
        with Transaction(self._database):
            self.totals = replace(self.totals, **self._counters())  # somebody may have appended a review meanwhile
            added = self._append(rows)
            cursors = {**self.totals.cursors}
            for sink, news in settled.items():
                redelivered, refused = self._aside.delivered(news.again), self._aside.add(sink, news.refused, now)
                cursors[sink] = cursors[sink].after(news, redelivered, refused)
            totals = replace(
                self.totals,
                appended=self.totals.appended + added,
                duplicates=self.totals.duplicates + len(rows) - added,
                dropped=self.totals.dropped + dropped,
                unheard=self.totals.unheard + sum(news.unheard for news in settled.values()),
                last=self.totals.last + added,
                cursors=cursors,
            )
            self._save(totals)
            self._mark(totals.last, now)
        self.totals = self._told(totals, reasons=any(news.refused or news.again for news in settled.values()))

    def _append(self, rows: Sequence[Row]) -> int:
        """SQLite numbers rows itself, one more than the last one; where that is gone, it is told the number."""
        added = at = 0
        if rows and (self._one("SELECT MAX(seq) FROM events") or 0) < self.totals.last:
            while not added and at < len(rows):  # the first that is new
                added = self._database.execute(_ADOPT, (self.totals.last + 1, *rows[at])).rowcount
                at += 1
        rows = rows[at:]
        return added + (self._database.executemany(_INSERT, rows).rowcount if rows else 0)

    def replace(self, counted: Counted) -> int:
        """Take out what a count that was made anew no longer tells, and append who was taken out; returns how many."""
        with Transaction(self._database):
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

    def _mark(self, last: int, now: float) -> None:
        """Remember now and then how far the journal was, to know later how old its beginning is."""
        newest = self.newest_mark()
        if newest is None or abs(now - newest) >= _MARK_SECONDS:
            self._database.execute("INSERT OR REPLACE INTO marks VALUES (?, ?)", (last, now))

    def restamp(self, first: int, seconds: float, date: float) -> None:
        """The clock was wrong by `seconds` since the event `first`, or in an earlier run, when it was ahead of now."""
        with Transaction(self._database):
            self._database.execute("UPDATE marks SET at = at + ? WHERE seq >= ?", (seconds, first))
            self._database.execute("UPDATE marks SET at = ? WHERE at > ?", (date, date))

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

        Call again until it returns 0: it works in small steps. Age alone takes nothing that a sink still has to have:
        a clock that is wrong must not do so.

        Args:
            max_bytes: bound of the events; what is set aside has its own.
            oldest: events noted before this time, seconds since the epoch, are too old.
        """
        if self._aside.surplus(max_bytes) and (gone := self._trim_aside(max_bytes)):
            return gone
        upto = max(min(self._too_old(oldest), self._had_by_all()), self._too_many(max_bytes))
        upto = min(upto, self.totals.first - 1 + _TRIM_ROWS, self.totals.last)
        if upto < self.totals.first:
            return 0
        with Transaction(self._database):
            self._database.execute("DELETE FROM events WHERE seq <= ?", (upto,))
            self._database.execute("DELETE FROM marks WHERE at < ? AND seq < ?", (oldest, upto))
            cursors = {sink: cursor.forced(upto) for sink, cursor in self.totals.cursors.items()}
            unseen = max(
                (cursor.dropped - self.totals.cursors[sink].dropped for sink, cursor in cursors.items()), default=0
            )
            totals = replace(self.totals, dropped=self.totals.dropped + unseen, first=upto + 1, cursors=cursors)
            self._save(totals)
            self._save_first(totals.first)
        gone = upto + 1 - self.totals.first
        self.totals = totals
        return gone

    def _save_first(self, first: int) -> None:
        """Where the journal begins, for who has to tell one day what is missing of a damaged one."""
        self._database.execute("INSERT OR REPLACE INTO counters VALUES ('first', ?)", (first,))

    def _trim_aside(self, max_bytes: int) -> int:
        with Transaction(self._database):
            gone = self._aside.trim(max_bytes)
            totals = replace(self.totals, forgotten=self.totals.forgotten + gone)
            self._save(totals)
        self.totals = self._told(totals)
        return gone

    def _had_by_all(self) -> int:
        """Up to which number every sink is done."""
        return min((cursor.seq for cursor in self.totals.cursors.values()), default=self.totals.last)

    def _too_old(self, oldest: float) -> int:
        return int(self._one("SELECT MAX(seq) FROM marks WHERE at < ?", oldest) or 0)

    def _too_many(self, max_bytes: int) -> int:
        used = self.used_bytes() - self._aside.size
        rows = self.totals.last - self.totals.first + 1
        surplus = used - _TRIM_TO * max_bytes
        return self.totals.first + int(rows * surplus / used) if used > max_bytes else 0

    def adopt(self, totals: Totals, chunks: Iterable[Sequence[tuple[int, Row]]]) -> None:
        """Go on where another file ended: its counts, its cursors, and its events under their own numbers.

        Those missing of what that file held are counted as dropped. May be called again with more events.
        """
        totals = replace(totals, cursors={sink: totals.cursors.get(sink, Cursor()) for sink in self.totals.cursors})
        for chunk in chunks:
            with Transaction(self._database):
                self._database.executemany(_ADOPT, [(seq, *row) for seq, row in chunk])
        dropped = totals.dropped + self.missing(totals)
        first, last = self._one("SELECT MIN(seq) FROM events"), self._last(totals)
        totals = replace(totals, first=first or last + 1, last=last, dropped=dropped)
        with Transaction(self._database):
            self._save(totals)
            self._save_first(totals.first)
        self.totals = self._told(totals)

    def _last(self, totals: Totals) -> int:
        there = self._one("SELECT MAX(seq) FROM events") or 0
        return max(there, totals.last, *(cursor.seq for cursor in totals.cursors.values()))

    def bear(self, instance: str) -> None:
        """Be called as the file whose events these were."""
        with Transaction(self._database):
            self._put("instance", instance)
        self.instance = self.client = instance

    def lose(self, events: int) -> None:
        """So many after the last one were there before, and are not any more."""
        with Transaction(self._database):
            totals = replace(self.totals, last=self.totals.last + events, dropped=self.totals.dropped + events)
            self._save(totals)
        self.totals = totals

    def missing(self, totals: Totals) -> int:
        """How many events are not here of those that `totals` tells of."""
        last = self._last(totals)
        first = totals.first or self._one("SELECT MIN(seq) FROM events") or last + 1
        return max(0, last - first + 1 - self.count())

    def count(self) -> int:
        """How many events are here."""
        return int(self._one("SELECT COUNT(*) FROM events"))

    def remove_withdrawn(self) -> None:
        """What was withdrawn may have been found on a page that SQLite no longer uses."""
        with Transaction(self._database):
            self._database.executemany("DELETE FROM events WHERE seq = ?", list(withdrawn(self._database)))

    def adopt_aside(self, rows: Iterable[tuple[str, Refused, float]]) -> None:
        """Keep what was set aside in another file: by which sink, what and when; its cursors count it already."""
        with Transaction(self._database):
            for sink, refused, at in rows:
                self._aside.add(sink, [refused], at)
        self.totals = self._told(self.totals)

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
