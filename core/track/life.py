"""What a track is beside its place: what it was seen as, how surely, since when, and whether it stands."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from core.track.kinds import majority
from core.types import Sighting

if TYPE_CHECKING:
    from collections.abc import Sequence

    import numpy as np
    from numpy.typing import NDArray

HITS: Final = 3  # detections that confirm a track, if
_EVIDENCE: Final = 1.2  # their scores add up to this: the fainter, the more of them
_FORGIVEN: Final = 2  # frames in a row in which what is not confirmed may be missed
_PATIENCE: Final = 2.5  # seconds for which something that moved is looked for
_STANDING_PATIENCE: Final = 15.0
_STANDING_AGE: Final = 1.0  # seconds after which we know
_AS_LONG: Final = 0.8  # share of its width, or of its height, that is seen of what something covers from one side
_BUDGES: Final = 0.15  # sizes by which a side of what stands may move
_REMEMBERED: Final = 100  # sightings of what is not confirmed


@dataclass(slots=True)
class Life:
    """Parallel to a row of the filter."""

    first_seen: float
    seen: float
    box: tuple[float, float, float, float]
    score: float
    cls: int  # by majority of the votes
    votes: NDArray[np.float64]
    total: float = field(init=False)  # of the votes
    hits: int = 1
    missed: int = 0
    id: int = 0  # 0 until confirmed
    part_of: int = 0  # id of the track whose part this seems to be
    standing: bool = field(default=False)
    stand: tuple[float, float, float, float] | None = None  # its box when it was last seen to be still
    held: float = -math.inf  # until when it is taken for that without another look
    along: float = 0.0  # seconds for which it has moved along with the whole that it seems to be a part of
    before: deque[Sighting] = field(default_factory=lambda: deque(maxlen=_REMEMBERED))  # until it was told

    def __post_init__(self) -> None:
        self.total = self.score

    def see(self, box: list[float], score: float, cls: int, time: float) -> None:
        """Take a detection of it."""
        if not self.id:
            self.before.append(Sighting(self.seen, self.box))
        self.box = (box[0], box[1], box[2], box[3])
        self.score, self.seen = score, time
        self._vote(cls, score)
        self.hits, self.missed = self.hits + 1, 0

    def _vote(self, cls: int, score: float) -> None:
        self.votes[cls] += score
        self.total += score
        if cls != self.cls:  # one more for the winner changes nothing
            self.cls = int(majority(self.votes))

    def join(self, other: Life) -> None:
        """It was seen as the other, too, and that was later."""
        self.votes += other.votes
        self.total += other.total
        self.cls = int(majority(self.votes))
        self.before.extend(sighting for sighting in other.before if sighting.time > self.seen)
        self.box, self.score, self.seen, self.missed = other.box, other.score, other.seen, 0

    def is_ready(self, time: float) -> bool:
        """Whether it was seen often and surely enough to be a road user, and now, and is not known to be a part."""
        return not self.missed and self.hits >= HITS and time >= self.held and self.votes.sum() >= _EVIDENCE

    def was_fleeting(self) -> bool:
        """Whether it was surely seen, but so few times that nobody knows what it was."""
        return not self.id and self.hits < HITS and not self.part_of and self.total >= _EVIDENCE * self.hits / HITS

    def rest(self, time: float, *, still: bool) -> None:
        """Note whether it stands: it is still, or it was and is only being covered, so that one of its sides moves."""
        if still:
            self.standing, self.stand = time - self.first_seen >= _STANDING_AGE, self.box
        else:
            self.standing = self.standing and self.stand is not None and is_covered(self.stand, self.box)

    def is_over(self, time: float) -> bool:
        """Whether it was not seen for too long to be looked for."""
        if not self.id:
            return self.missed > min(self.hits, _FORGIVEN)
        return time - self.seen > (_STANDING_PATIENCE if self.standing else _PATIENCE)

    def give_up(self) -> None:
        """End it with this frame."""
        self.missed, self.seen = HITS, -math.inf


def is_as_long(before: Sequence[float], now: Sequence[float]) -> bool:
    """Whether a box is as wide as it was before, or as high."""
    return any(now[k + 2] - now[k] >= _AS_LONG * (before[k + 2] - before[k]) for k in (0, 1))


def is_covered(before: Sequence[float], now: Sequence[float]) -> bool:
    """Whether a box shows part of what it showed before: of both its widths and heights one side is where it was."""
    budge = _BUDGES * math.sqrt((before[2] - before[0]) * (before[3] - before[1]))
    low, high = ([abs(now[k + axis] - before[k + axis]) <= budge for axis in (0, 1)] for k in (0, 2))
    smaller = now[2] - now[0] <= before[2] - before[0] + budge and now[3] - now[1] <= before[3] - before[1] + budge
    return smaller and all(a or b for a, b in zip(low, high, strict=True))
