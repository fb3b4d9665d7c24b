"""What is counted in a journal: how far each sink is, and what became of the events."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.journal.aside import Refused


@dataclass(frozen=True, slots=True)
class Settled:
    """Up to where a sink is done: so many acknowledged since it last said so, and these refused.

    `again` are the rows of `set_aside` that it has sent again and the server has taken; `unheard` is for how many of
    the acknowledged nobody was there.
    """

    seq: int
    acked: int
    refused: tuple[Refused, ...] = ()
    again: tuple[int, ...] = ()
    unheard: int = 0

    def then(self, later: Settled) -> Settled:
        """Both, as one."""
        refused, again = self.refused + later.refused, self.again + later.again
        acked, unheard = self.acked + later.acked, self.unheard + later.unheard
        return Settled(max(self.seq, later.seq), acked, refused, again, unheard)


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far a sink is, and what became of the events before that."""

    seq: int = 0
    acked: int = 0
    set_aside: int = 0
    dropped: int = 0

    def after(self, settled: Settled, redelivered: int, refused: int) -> Cursor:
        """The cursor once `settled` is recorded; never moves back.

        Args:
            settled: what a sink says.
            redelivered: of what had been set aside before, how many the server has taken now.
            refused: how many were set aside that had not been before.
        """
        return replace(
            self,
            seq=max(self.seq, settled.seq),
            acked=self.acked + settled.acked + redelivered,
            set_aside=self.set_aside + refused - redelivered,
        )

    def forced(self, upto: int) -> Cursor:
        """The cursor of a sink that loses everything up to `upto`."""
        lost = max(0, upto - self.seq)
        return replace(self, seq=self.seq + lost, dropped=self.dropped + lost)


@dataclass(frozen=True, slots=True)
class Totals:
    """Everything that is counted; replaced as a whole after each commit, so any thread may look.

    Attributes:
        forgotten: what was set aside and had to go, because there was more than its bounds allow.
        unheard: what a broker took while nobody was subscribed.
        reasons: by sink, why something was set aside last.
        again: by sink, how many set aside events wait to be sent again.
    """

    appended: int = 0
    dropped: int = 0
    duplicates: int = 0
    forgotten: int = 0
    unheard: int = 0
    first: int = 1
    last: int = 0
    cursors: Mapping[str, Cursor] = field(default_factory=dict)
    reasons: Mapping[str, str] = field(default_factory=dict)
    again: Mapping[str, int] = field(default_factory=dict)
