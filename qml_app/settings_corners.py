"""The corners of a rectangle on the road, whatever order they were clicked in."""

from __future__ import annotations

from math import atan2
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Point = tuple[float, float]


def in_order(corners: Sequence[Point]) -> list[int]:
    """Which of four points is near left, near right, far right and far left.

    A camera above the road sees these go round counter-clockwise, without crossing. Who clicked them so means what he
    clicked, also where the rectangle lies across the picture; any other order would be that of a mirror.

    Args:
        corners: four points of the picture, y downwards.

    Returns:
        Their places in `corners`.
    """
    if all(_turn(corners[at - 2], corners[at - 1], corners[at]) < 0 for at in range(4)):
        return [0, 1, 2, 3]
    middle = (sum(x for x, _ in corners) / 4, sum(y for _, y in corners) / 4)
    around = sorted(range(4), key=lambda at: -atan2(corners[at][1] - middle[1], corners[at][0] - middle[0]))
    near = sorted(range(4), key=lambda at: -corners[at][1])[:2]
    first = around.index(min(near, key=lambda at: corners[at][0]))
    return around[first:] + around[:first]


def _turn(one: Point, corner: Point, other: Point) -> float:
    """Below zero where the way from `one` over `corner` to `other` turns left as it is seen."""
    return (corner[0] - one[0]) * (other[1] - corner[1]) - (corner[1] - one[1]) * (other[0] - corner[0])
