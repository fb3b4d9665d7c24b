"""The whole box of a road user whose lower part something hides for a while.

A passer-by, a sign or the roof of the next car cut a box from below: its upper edge and its width stay what they were,
and its lower edge, where it should touch the ground, jumps up. Without this it would seem to drive back.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field, replace
from statistics import median
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.types import Track

    Box = tuple[float, float, float, float]

_USUAL: Final = 1.0  # seconds over which a box's usual size is taken
_FEWEST: Final = 3  # looks
_SHRINKS: Final = 0.8  # share of the usual height below which part of it is hidden
_AS_WIDE: Final = 0.8  # least share of the usual width that is left then
_FROM_BELOW: Final = 0.5  # most of the lost height by which the upper edge may have come down at once
_EDGE: Final = 2.0  # pixels from the edge within which a box counts as cut
_LONGEST: Final = 15.0  # seconds; then it is as low as it looks


@dataclass(slots=True)
class _Shape:
    """Usual size of one track."""

    usual: deque[tuple[float, float, float, float]] = field(default_factory=deque)  # time, width, height, upper edge
    hidden: float | None = None  # since when

    def height(self, box: Box, time: float) -> float:
        """How high it is: as seen, or as usual while part of it is hidden."""
        width, height = box[2] - box[0], box[3] - box[1]
        usual = self._usual()
        if usual is not None and self._is_hidden(box, usual):
            self.hidden = time if self.hidden is None else self.hidden
            if time - self.hidden <= _LONGEST:
                return usual[1]
        if self.hidden is not None:
            self.usual.clear()
        self.hidden = None
        self.usual.append((time, width, height, box[1]))
        while self.usual[0][0] < time - _USUAL and len(self.usual) > _FEWEST:
            self.usual.popleft()
        return height

    def _usual(self) -> tuple[float, float] | None:
        if len(self.usual) < _FEWEST:
            return None
        return median(one[1] for one in self.usual), median(one[2] for one in self.usual)

    def _is_hidden(self, box: Box, usual: tuple[float, float]) -> bool:
        lost = usual[1] - (box[3] - box[1])
        if lost < (1 - _SHRINKS) * usual[1] or box[2] - box[0] < _AS_WIDE * usual[0]:
            return False
        return self.hidden is not None or box[1] - self.usual[-1][3] <= _FROM_BELOW * lost


class HiddenParts:
    """Knows the usual size of all tracks of a camera.

    Args:
        width, height: of the picture, pixels.
    """

    def __init__(self, width: int, height: int) -> None:
        self._size = width, height
        self._shapes: dict[int, _Shape] = {}

    def whole(self, tracks: Sequence[Track], time: float) -> list[Track]:
        """The tracks of one frame with their whole boxes; what the picture's edge cuts stays as it is."""
        return [self._whole(track, time) for track in tracks]

    def _whole(self, track: Track, time: float) -> Track:
        x1, y1, x2, y2 = track.box
        if not track.observed or min(x1, y1, self._size[0] - x2, self._size[1] - y2) <= _EDGE:
            return track
        height = self._shapes.setdefault(track.id, _Shape()).height(track.box, time)
        return track if height <= y2 - y1 else replace(track, box=(x1, y1, x2, y1 + height))

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._shapes.pop(track, None)
