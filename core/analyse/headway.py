"""Who follows somebody else so closely that there are too few frames to tell them apart.

Who moves in a frame by more than half of its distance to the next one is then nearer to where that was than to where it
was itself: to a tracker a column of vehicles stands, or drives backwards. So a headway takes two frames at least.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

FRAMES: Final = 2  # that a headway must last
_CLOSE: Final = 0.75  # share of the way that is too much
_BESIDE: Final = 0.5  # sizes beside its way within which somebody drives ahead
_MOVES: Final = 0.3  # sizes in a frame below which nobody can be too close


class Step(NamedTuple):
    """What one track did from the frame before to this one: where it is now, and how far it came; pixels.

    Attributes:
        size: geometric mean of its box's sides.
    """

    track: int
    x: float
    y: float
    across: float
    down: float
    size: float


def close_behind(steps: Sequence[Step]) -> Iterator[int]:
    """The tracks that are nearly too close behind another one, given everybody's step."""
    for one in steps:
        moved = math.hypot(one.across, one.down)
        if moved >= _MOVES * one.size and any(_is_close(one, other, moved) for other in steps if other is not one):
            yield one.track


def _is_close(one: Step, other: Step, moved: float) -> bool:
    x, y = other.x - one.x, other.y - one.y
    ahead = (x * one.across + y * one.down) / moved
    beside = abs(x * one.down - y * one.across) / moved
    return 0 < ahead <= moved * FRAMES / _CLOSE and beside <= _BESIDE * one.size
