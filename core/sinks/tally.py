"""What became of the events that a broker answered, since the cursor moved last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.journal.aside import Refused
from core.journal.totals import Settled
from core.sinks.hearers import NOBODY

if TYPE_CHECKING:
    from core.journal.rows import Stored


@dataclass(slots=True)
class Tally:
    """Grows by one answer after the other, in the order of the events.

    Attributes:
        last: number of the newest event that is done with; events that are sent again do not move it.
    """

    last: int
    _from: int = field(init=False)
    _acked: int = 0
    _unheard: int = 0
    _refused: list[Refused] = field(default_factory=list)
    _again: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._from = self.last

    def add(self, event: Stored, code: int | None, reason: str | None) -> bool:
        """`event` is done with, refused for `reason` unless that is None; whether it is told for the first time."""
        if reason is not None:
            self._refused.append(Refused(event.seq, reason, event.body, event.again))
        elif event.again:
            self._again.append(event.again)
        if event.again:
            return False
        self._unheard += code == NOBODY
        self._acked += reason is None
        self.last = event.seq
        return True

    @property
    def proven(self) -> bool:
        """Whether the broker takes what we publish: the cursor moved, or something went through again."""
        return self.last > self._from or bool(self._again)

    def settled(self) -> Settled | None:
        """What the journal is to note; None if there is nothing."""
        if not self.proven and not self._refused:
            return None
        return Settled(self.last, self._acked, tuple(self._refused), tuple(self._again), self._unheard)
