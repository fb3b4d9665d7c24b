"""The journal's tables as plain operations. One thread uses a `Store`; `Journal` brings the threads."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from core.journal import bounds, machine, schema
from core.journal.aside import Aside
from core.journal.ledger import Ledger
from core.journal.recount import replaced, told_anew, withdrawals, withdrawn
from core.journal.totals import Cursor
from core.journal.transaction import Transaction

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from core.journal.aside import Refused
    from core.journal.recount import Counted
    from core.journal.rows import Row
    from core.journal.totals import Settled, Totals

_INSERT: Final = "INSERT OR IGNORE INTO events (kind, time, digest, body) VALUES (?, ?, ?, ?)"
_ADOPT: Final = "INSERT OR IGNORE INTO events (seq, kind, time, digest, body) VALUES (?, ?, ?, ?, ?)"


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
            self._aside, self._ledger = Aside(self._database), Ledger(self._database)
            self.totals = self._told(self._ledger.load(tuple(sinks)))
            self.instance = str(self._ledger.meta("instance"))
            with Transaction(self._database):
                self.copied = machine.settle_in(self._ledger, self.instance)
            self.client = self._ledger.meta("client") or self.instance
        except BaseException:
            self._database.close()
            raise

    def _told(self, totals: Totals, *, reasons: bool = True) -> Totals:
        """With what is set aside; somebody else may have asked for it to be sent again."""
        found = self._aside.reasons() if reasons else totals.reasons
        return replace(totals, reasons=found, again=self._aside.again())

    def commit(self, rows: Sequence[Row], settled: Mapping[str, Settled], dropped: int, now: float) -> None:
        """One group: append `rows`, move cursors, add to what was dropped. All of it, or an error and nothing.

        Args:
            rows: in order; those that are in the journal already are only counted.
            settled: by sink.
            dropped: events lost on their way here since the last group.
            now: seconds since the epoch, for ages.
        """
        with Transaction(self._database):
            self.totals = self._ledger.renewed(self.totals)  # somebody may have appended a review meanwhile
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
            self._ledger.save(totals, self.totals)
            self._ledger.mark(totals.last, now)
        self.totals = self._told(totals, reasons=any(news.refused or news.again for news in settled.values()))

    def _append(self, rows: Sequence[Row]) -> int:
        """SQLite numbers rows itself, one more than the last one; where that is gone, it is told the number."""
        added = at = 0
        if rows and self._ledger.last_event() < self.totals.last:
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
            totals = self._ledger.renewed(self.totals)
            numbered = [(number, *row) for number, row in enumerate(told, totals.last + 1)]
            self._database.executemany(_ADOPT, numbered)  # after the last one ever, though that may be gone
            totals = replace(totals, appended=totals.appended + len(told), last=totals.last + len(told))
            self._ledger.save(totals, self.totals)
        self.totals = totals
        return len(gone)

    def restamp(self, first: int, seconds: float, date: float) -> None:
        """The clock was wrong by `seconds` since the event `first`, or in an earlier run, when it was ahead of now."""
        with Transaction(self._database):
            self._ledger.restamp(first, seconds, date)

    def newest_mark(self) -> float | None:
        """When the journal last noted the time, seconds since the epoch."""
        return self._ledger.newest_mark()

    def used_bytes(self) -> int:
        """Bytes of the file that hold something; freed pages are used again."""
        return bounds.used_bytes(self._ledger)

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
        used = self.used_bytes() - self._aside.size
        upto = bounds.last_to_go(self._ledger, self.totals, used, max_bytes, oldest)
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
            self._ledger.save(totals, self.totals)
            self._ledger.save_first(totals.first)
        gone = upto + 1 - self.totals.first
        self.totals = totals
        return gone

    def _trim_aside(self, max_bytes: int) -> int:
        with Transaction(self._database):
            gone = self._aside.trim(max_bytes)
            totals = replace(self.totals, forgotten=self.totals.forgotten + gone)
            self._ledger.save(totals, self.totals)
        self.totals = self._told(totals)
        return gone

    def adopt(self, totals: Totals, chunks: Iterable[Sequence[tuple[int, Row]]]) -> None:
        """Go on where another file ended: its counts, its cursors, and its events under their own numbers.

        Those missing of what that file held are counted as dropped. May be called again with more events.
        """
        totals = replace(totals, cursors={sink: totals.cursors.get(sink, Cursor()) for sink in self.totals.cursors})
        for chunk in chunks:
            with Transaction(self._database):
                self._database.executemany(_ADOPT, [(seq, *row) for seq, row in chunk])
        dropped = totals.dropped + self.missing(totals)
        first, last = self._ledger.first_event(), self._last(totals)
        totals = replace(totals, first=first or last + 1, last=last, dropped=dropped)
        with Transaction(self._database):
            self._ledger.save(totals, self.totals)
            self._ledger.save_first(totals.first)
        self.totals = self._told(totals)

    def _last(self, totals: Totals) -> int:
        there = self._ledger.last_event()
        return max(there, totals.last, *(cursor.seq for cursor in totals.cursors.values()))

    def bear(self, instance: str) -> None:
        """Be called as the file whose events these were."""
        with Transaction(self._database):
            self._ledger.put("instance", instance)
        self.instance = self.client = instance

    def lose(self, events: int) -> None:
        """So many after the last one were there before, and are not any more."""
        with Transaction(self._database):
            totals = replace(self.totals, last=self.totals.last + events, dropped=self.totals.dropped + events)
            self._ledger.save(totals, self.totals)
        self.totals = totals

    def missing(self, totals: Totals) -> int:
        """How many events are not here of those that `totals` tells of."""
        last = self._last(totals)
        first = totals.first or self._ledger.first_event() or last + 1
        return max(0, last - first + 1 - self.count())

    def count(self) -> int:
        """How many events are here."""
        return int(self._ledger.one("SELECT COUNT(*) FROM events"))

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
        """Raise if the file is damaged; see `bounds.check`."""
        bounds.check(self._ledger)

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
