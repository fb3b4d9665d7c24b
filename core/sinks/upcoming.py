"""The events that the MQTT sink sends next, in order."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

from core.sinks.acknowledgements import WINDOW

if TYPE_CHECKING:
    from core.journal.journal import Journal
    from core.journal.reader import Reader
    from core.journal.rows import Stored

_BATCH_BYTES: Final = 1_000_000


class Upcoming:
    """Reads ahead of one connection. One thread uses it.

    Args:
        journal: where events come from.
        cursor: of the sink.
        reader: of the journal.
    """

    def __init__(self, journal: Journal, cursor: str, reader: Reader) -> None:
        self._journal, self._cursor, self._reader = journal, cursor, reader
        self._queue: deque[Stored] = deque()
        self._read = journal.position(cursor)
        self._repeated = 0  # the row of `set_aside` up to which all was sent again

    def __len__(self) -> int:
        return len(self._queue)

    def next(self) -> Stored:
        """The next event; it is not here any more."""
        return self._queue.popleft()

    def fill(self, *, idle: bool) -> None:
        """Read on where nothing waits; what was set aside is sent again only while nothing is on its way (`idle`)."""
        last = self._journal.totals.last
        if not self._queue and idle:
            self._queue.extend(self._repeat())
        if not self._queue and self._read < last:
            self._queue.extend(self._reader.after(self._read, WINDOW, _BATCH_BYTES))
            self._read = self._queue[-1].seq if self._queue else last

    def _repeat(self) -> list[Stored]:
        """What somebody asked to be sent again of what was set aside."""
        if not self._journal.totals.again.get(self._cursor):
            self._repeated = 0
            return []
        events = self._reader.again(self._cursor, self._repeated, WINDOW)
        self._repeated = events[-1].again if events else self._repeated
        return events
