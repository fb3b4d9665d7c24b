"""A sink that stores events batch by batch: the loop along the journal, for receivers that answer each batch."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Final

from core.journal.aside import Refused
from core.journal.totals import Settled
from core.sinks.sink import Sink

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.journal.reader import Reader
    from core.journal.rows import Stored

BATCH_BYTES: Final = 4_000_000
_IDLE_SECONDS: Final = 0.5


class BatchSink(Sink):
    """Hands the journal's events to `write`, in order; what was written is never handed to it again by this cursor.

    Attributes:
        most: events in a batch at most.
    """

    most = 5_000
    _repeated = 0  # the row of `set_aside` up to which all was sent again

    @abstractmethod
    def write(self, batch: Sequence[Stored], position: int, reader: Reader) -> Sequence[Refused]:
        """Store a batch.

        Args:
            batch: events; one that is handed over a second time after a crash or an error must change nothing.
            position: number of the last event that is settled.
            reader: the journal, for who needs to look back.

        Returns:
            What can never be stored: it is set aside with its reason.

        Raises:
            Unavailable: the receiver cannot take events now; the batch comes again.
        """

    def begin(self) -> None:
        """Before the first batch, and again after each pause."""

    def next_batch(self, reader: Reader, position: int) -> list[Stored]:
        """The events after a position that are to be stored together; none if there are none."""
        return reader.after(position, self.most, BATCH_BYTES)

    def takes_any(self) -> bool:
        """Whether the receiver is known to take events now, so that some that it refused may be tried again."""
        return True

    def deliver(self, reader: Reader) -> None:
        """Write until finished; see `Sink.deliver`."""
        self.begin()
        position = self.journal.position(self.cursor)
        while not self.finished(position):
            self.wake.clear()
            last = self.journal.totals.last
            batch = self.next_batch(reader, position)
            if not batch and position < last:  # numbers without an event: lost when a file was damaged
                position = last
                self.journal.settle(self.cursor, Settled(last, 0))
            if not batch or self.takes_any():  # new events first: they show whether the receiver takes any
                self._repeat(reader, position)
            if not batch:
                self.wake.wait(_IDLE_SECONDS)
                continue
            refused = self.write(batch, position, reader)
            position = batch[-1].seq
            self.delivered(batch)
            self.journal.settle(self.cursor, Settled(position, len(batch) - len(refused), tuple(refused)))
            self.backoff.reset()
            self.working()

    def _repeat(self, reader: Reader, position: int) -> None:
        """Send again what somebody asked for of what was set aside."""
        if not self.journal.totals.again.get(self.cursor):
            self._repeated = 0
            return
        batch = reader.again(self.cursor, self._repeated, self.most)
        if not batch:
            return
        refused = self.write(batch, position, reader)
        still = {one.again for one in refused}
        taken = tuple(event.again for event in batch if event.again not in still)
        self.journal.settle(self.cursor, Settled(0, 0, tuple(refused), taken))
        self._repeated = batch[-1].again
        self.wake.set()  # there may be more


def faulty(batch: Sequence[Stored]) -> list[Refused]:
    """Those of a batch that nothing may be made of."""
    return [Refused(event.seq, event.fault, event.body, event.again) for event in batch if event.fault is not None]
