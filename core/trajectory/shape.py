"""The whole box of a road user whose lower part something hides for a while.

A passer-by, a sign or the roof of the next car cut a box from below: its upper edge and its width stay what they were,
and its lower edge, where it should touch the ground, jumps up. Without this it would seem to drive back.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    Box = tuple[float, float, float, float]

_USUAL: Final = 1.0  # seconds over which a box's usual size is taken
_FEWEST: Final = 3  # looks
_SHRINKS: Final = 0.8  # share of the usual height below which part of it is hidden
_AS_WIDE: Final = 0.8  # least share of the usual width that is left then
_NO_WIDER: Final = 1.25  # and most of it: who turns is lower than before because it is seen from the side
_FROM_BELOW: Final = 0.5  # most of the lost height by which the upper edge may have come down at once
_LONGEST: Final = 15.0  # seconds; then it is as low as it looks


@dataclass(slots=True)
class Shape:
    """Usual size of one track."""

    seen: deque[tuple[float, float, float, float]] = field(default_factory=deque)  # time, width, height, upper edge
    widths: list[float] = field(default_factory=list)  # of these, sorted: nothing else gives their median as quickly
    heights: list[float] = field(default_factory=list)
    hidden: float | None = None  # since when

    def whole(self, box: Box, time: float) -> Box:
        """The whole box of what is seen now and not cut by the picture's edge."""
        height = self._height(box, time)
        return box if height <= box[3] - box[1] else (box[0], box[1], box[2], box[1] + height)

    def _height(self, box: Box, time: float) -> float:
        """How high it is: as seen, or as usual while part of it is hidden."""
        width, height = box[2] - box[0], box[3] - box[1]
        usual = self._usual()
        if usual is not None and self._is_hidden(box, usual):
            self.hidden = time if self.hidden is None else self.hidden
            if time - self.hidden <= _LONGEST:
                return usual[1]
        if self.hidden is not None:
            self.seen, self.widths, self.heights = deque(), [], []
        self.hidden = None
        self._add(time, width, height, box[1])
        return height

    def _add(self, time: float, width: float, height: float, upper: float) -> None:
        self.seen.append((time, width, height, upper))
        insort(self.widths, width)
        insort(self.heights, height)
        while self.seen[0][0] < time - _USUAL and len(self.seen) > _FEWEST:
            _, width, height, _ = self.seen.popleft()
            del self.widths[bisect_left(self.widths, width)]
            del self.heights[bisect_left(self.heights, height)]

    def _usual(self) -> tuple[float, float] | None:
        """Median width and height."""
        count = len(self.seen)
        if count < _FEWEST:
            return None
        low, high = (count - 1) // 2, count // 2
        return (self.widths[low] + self.widths[high]) / 2, (self.heights[low] + self.heights[high]) / 2

    def _is_hidden(self, box: Box, usual: tuple[float, float]) -> bool:
        wide = (box[2] - box[0]) / usual[0]
        lost = usual[1] * min(1.0, wide) - (box[3] - box[1])  # who drives away grows smaller both ways
        if lost < (1 - _SHRINKS) * usual[1] or not _AS_WIDE <= wide <= _NO_WIDER:
            return False
        return self.hidden is not None or box[1] - self.seen[-1][3] <= _FROM_BELOW * lost
