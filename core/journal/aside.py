"""What a receiver will never take is set aside: with the reason, within bounds of its own, and to be sent again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from core.scrub import scrub

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Sequence

_ROWS: Final = 50_000  # of events, and as many of what is none
_BODY: Final = 100_000
_STRANGE_BODY: Final = 10_000  # enough to see what it was; it can never be sent
_SHARE: Final = 20  # of the journal's bound in bytes, for either
_AROUND: Final = 100  # bytes of a row around reason and body
_ADD: Final = "INSERT INTO set_aside (sink, seq, at, reason, body) VALUES (?, ?, ?, ?, ?)"
_SIZE: Final = f"SELECT COUNT(*), TOTAL(LENGTH(body) + LENGTH(reason) + {_AROUND}) FROM set_aside WHERE "  # noqa: S608 -- made of our own constants
_REASONS: Final = "SELECT sink, reason, MAX(id) FROM set_aside WHERE reason <> '' GROUP BY sink"
_AGAIN: Final = "SELECT sink, COUNT(*) FROM set_aside WHERE again GROUP BY sink"
_OLDEST: Final = "SELECT id, LENGTH(body) + LENGTH(reason) + ? FROM set_aside WHERE {} ORDER BY id LIMIT 1000"
#: Events that may be sent again, and what never was one: neither may push out the other. What has no reason was
#: delivered, and is to be sent once more all the same; it waits in the journal itself.
_CLASSES: Final = ("seq > 0 AND reason <> ''", "seq <= 0")


class Refused(NamedTuple):
    """An event that a sink's server will never take, and the server's reason.

    `seq` is 0 for what is no event; `again` is the row's number where it was set aside before and was tried again.
    """

    seq: int
    reason: str
    body: bytes
    again: int = 0


class Aside:
    """The journal's table `set_aside`; all within the transactions of its `Store`.

    Args:
        database: the open journal.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._sizes = [self._measure(which) for which in _CLASSES]

    def _measure(self, which: str) -> tuple[int, int]:
        rows, size = self._database.execute(_SIZE + which).fetchone()
        return rows, int(size)

    @property
    def size(self) -> int:
        """Bytes of all that is set aside, about."""
        return sum(size for _, size in self._sizes)

    def add(self, sink: str, refused: Sequence[Refused], now: float) -> int:
        """Keep what was refused; what was tried again keeps its row, with the new reason. How many had none before."""
        known = sum(self._has_reason(one.again) for one in refused if one.again)
        tried = [(scrub(one.reason), now, one.again) for one in refused if one.again]
        fresh = [(sink, one.seq, now, scrub(one.reason), _kept(one)) for one in refused if not one.again]
        self._database.executemany("UPDATE set_aside SET reason = ?, at = ?, again = 0 WHERE id = ?", tried)
        self._database.executemany(_ADD, fresh)
        for _, seq, _, reason, body in fresh:
            at = 0 if seq > 0 else 1
            rows, size = self._sizes[at]
            self._sizes[at] = (rows + 1, size + len(body) + len(reason) + _AROUND)
        return len(refused) - known

    def _has_reason(self, number: int) -> bool:
        query = "SELECT reason <> '' FROM set_aside WHERE id = ?"
        return bool((self._database.execute(query, (number,)).fetchone() or (False,))[0])

    def delivered(self, numbers: Iterable[int]) -> int:
        """Forget rows that were sent again and taken; returns how many of them had been set aside."""
        found = 0
        for number in numbers:
            gone = self._database.execute("DELETE FROM set_aside WHERE id = ? RETURNING reason", (number,)).fetchall()
            found += sum(reason != "" for (reason,) in gone)
        self._sizes = [self._measure(which) for which in _CLASSES] if numbers else self._sizes
        return found

    def reasons(self) -> dict[str, str]:
        """The newest reason, by sink."""
        return {sink: reason for sink, reason, _ in self._database.execute(_REASONS)}

    def again(self) -> dict[str, int]:
        """How many wait to be sent again, by sink."""
        return dict(self._database.execute(_AGAIN))

    def surplus(self, max_bytes: int) -> bool:
        """Whether there is more than its bounds allow."""
        return any(rows > _ROWS or size > max_bytes // _SHARE for rows, size in self._sizes)

    def trim(self, max_bytes: int) -> int:
        """Let the oldest go that are beyond the bounds, some at a time; returns how many went."""
        gone = 0
        for at, which in enumerate(_CLASSES):
            rows, size = self._sizes[at]
            upto = None
            for number, length in self._database.execute(_OLDEST.format(which), (_AROUND,)).fetchall():
                if rows <= _ROWS and size <= max_bytes // _SHARE:
                    break
                rows, size, upto = rows - 1, size - int(length), number
            if upto is not None:
                query = f"DELETE FROM set_aside WHERE id <= ? AND {which}"  # noqa: S608 -- our own constant
                gone += self._database.execute(query, (upto,)).rowcount
                self._sizes[at] = (rows, size)
        return gone


def _kept(one: Refused) -> bytes:
    return one.body[: _BODY if one.seq > 0 else _STRANGE_BODY]
