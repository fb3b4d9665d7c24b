"""Where a road user touches the ground, also while the picture's edge cuts its box; and which sides that leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.types import Track

_EDGE: Final = 2.0  # pixels from the edge within which a box counts as cut
#: Share of the picture's longer side within which a box may be cut: detectors look at smaller pictures than we do, and
#: theirs end a pixel or two before or beyond the edge.
_NEAR: Final = 0.004


class Sides(NamedTuple):
    """The sides of a box that may lie outside of the picture: nobody knows where they are."""

    left: bool
    top: bool
    right: bool
    bottom: bool


#: Of a box that lies within the picture.
_WHOLE: Final = Sides(left=False, top=False, right=False, bottom=False)


def cut_sides(box: tuple[float, float, float, float], size: tuple[int, int]) -> Sides:
    """Which sides of a box the picture's edge cuts.

    Args:
        box: x1, y1, x2, y2 in pixels.
        size: width and height of the picture, pixels.
    """
    width, height = size
    near = edge_of(size)
    left, top, right, bottom = box
    if left > near and top > near and right < width - near and bottom < height - near:
        return _WHOLE
    return Sides(left <= near, top <= near, right >= width - near, bottom >= height - near)


def edge_of(size: tuple[int, int]) -> float:
    """Pixels from the picture's edge within which nobody knows whether something ends."""
    return max(_EDGE, _NEAR * max(size))


class GroundPoints:
    """Ground-contact points: the middle of the lower edge of the whole box.

    A box that leaves the picture shrinks against its edge, and the middle of what is left stands still or turns back.
    The size last seen whole tells where the hidden part is. Something that enters has no such size yet: its point
    follows the visible part and moves steadily into the picture.
    """

    def __init__(self, width: int, height: int) -> None:
        self._width, self._height = width, height
        self._whole: dict[int, tuple[float, float]] = {}

    def of(self, track: Track) -> tuple[float, float]:
        """The point in pixels; outside of the picture for what has mostly left it."""
        x1, y1, x2, y2 = track.box
        left, right = x1 <= _EDGE, x2 >= self._width - _EDGE
        top, bottom = y1 <= _EDGE, y2 >= self._height - _EDGE
        if not (left or right or top or bottom):
            if track.observed:
                self._whole[track.id] = (x2 - x1, y2 - y1)
            return track.ground
        width, height = self._whole.get(track.id, (x2 - x1, y2 - y1))
        x, y = track.ground
        if left != right:
            x = min(x, x2 - width / 2) if left else max(x, x1 + width / 2)
        return x, max(y, y1 + height) if bottom and not top else y

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._whole.pop(track, None)
