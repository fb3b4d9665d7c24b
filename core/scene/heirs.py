"""Tracks that are picked up again: a new one that begins where another vanished goes on with its life.

What moved is picked up within moments. What stood still is expected where it was for as long as a bus may hide it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.types import Track

    Box = tuple[float, float, float, float]

_VANISHED: Final = 3.0  # seconds within which what moved is picked up again
_SAME_PLACE: Final = 0.3  # intersection over union of the last box and the first
HIDDEN: Final = 120.0  # the same for what stood still
_SAME_STAND: Final = 0.5
_STANDS: Final = 1.0  # seconds at one place after which something stands
_BUDGES: Final = 0.25  # sizes (geometric mean of width and height) by which it leaves a place


@dataclass(slots=True)
class Stay:
    """Where a track was last seen, and how long it has been there.

    Attributes:
        box: the newest box, pixels.
        time: media time at which it was seen, seconds.
    """

    box: Box
    time: float
    _anchor: Box = field(init=False)
    _since: float = field(init=False)

    def __post_init__(self) -> None:
        self._anchor, self._since = self.box, self.time

    def see(self, box: Box, time: float) -> None:
        """It was seen here now."""
        self.box, self.time = box, time
        if math.dist(_foot(box), _foot(self._anchor)) > _BUDGES * _size(box):
            self._anchor, self._since = box, time

    @property
    def stood(self) -> bool:
        """Whether it stood still when it was last seen."""
        return self.time - self._since >= _STANDS


def predecessor(track: Track, vanished: Iterable[tuple[int, Stay]]) -> int | None:
    """The id of the one among `vanished` that `track` goes on with; None if it is really new."""
    fits = ((_fit(stay, track), -key) for key, stay in vanished)
    overlap, key = max(fits, default=(0.0, 0))
    return -key if overlap > 0 else None


def _fit(stay: Stay, track: Track) -> float:
    """How well the last box and the first agree; 0 where they are not one road user's."""
    absent = track.first_seen - stay.time
    if not 0 < absent <= (HIDDEN if stay.stood else _VANISHED):
        return 0.0
    overlap = _iou(stay.box, track.box)
    return overlap if overlap >= (_SAME_PLACE if absent <= _VANISHED else _SAME_STAND) else 0.0


def _foot(box: Box) -> tuple[float, float]:
    return (box[0] + box[2]) / 2, box[3]


def _size(box: Box) -> float:
    return math.sqrt((box[2] - box[0]) * (box[3] - box[1]))


def _iou(a: Box, b: Box) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    if width <= 0 or height <= 0:
        return 0.0
    common = width * height
    return common / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common)
