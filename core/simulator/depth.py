"""Which of two things on the ground stands before the other, and in what order to draw them all.

Two rectangles that do not overlap are separated by a side of one of them; the one on the eye's side of it cannot be
hidden by the other. That is exact where sorting by distance is not: a cyclist beside a bus.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.simulator.road_users import RoadUser

Box = tuple[float, float, float, float]


class Footprint(NamedTuple):
    """A rectangle on the ground: middle, direction of its length, half length and half width."""

    x: float
    y: float
    dx: float
    dy: float
    half_length: float
    half_width: float

    @classmethod
    def of(cls, user: RoadUser) -> Footprint:
        """Of a road user."""
        return cls(*user.pose(), user.kind.length / 2, user.kind.width / 2)

    def corners(self) -> list[tuple[float, float]]:
        """World coordinates."""
        ax, ay = self.dx * self.half_length, self.dy * self.half_length
        bx, by = -self.dy * self.half_width, self.dx * self.half_width
        return [(self.x + i * ax + j * bx, self.y + i * ay + j * by) for i in (-1, 1) for j in (-1, 1)]


def _separated(a: Footprint, b: Footprint, eye: tuple[float, float]) -> bool | None:
    """Whether a is on the eye's side of one of its own sides that b lies beyond; None if there is no such side."""
    for nx, ny, half in ((a.dx, a.dy, a.half_length), (-a.dy, a.dx, a.half_width)):
        reach = [(x - a.x) * nx + (y - a.y) * ny for x, y in b.corners()]
        place = (eye[0] - a.x) * nx + (eye[1] - a.y) * ny
        if min(reach) > half:
            return place < half
        if max(reach) < -half:
            return place > -half
    return None


def hides(a: Footprint, b: Footprint, eye: tuple[float, float]) -> bool:
    """Whether a stands before b for someone at `eye`."""
    answer = _separated(a, b, eye)
    if answer is None:
        other = _separated(b, a, eye)
        answer = None if other is None else not other
    if answer is None:  # they touch: the nearer middle
        return math.hypot(a.x - eye[0], a.y - eye[1]) < math.hypot(b.x - eye[0], b.y - eye[1])
    return answer


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes in the picture share a pixel."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def far_to_near(prints: Sequence[Footprint], boxes: Sequence[Box], eye: tuple[float, float]) -> list[int]:
    """Indices in an order in which everything can be painted over what is behind it."""
    by_distance = sorted(range(len(prints)), key=lambda k: -math.hypot(prints[k].x - eye[0], prints[k].y - eye[1]))
    behind: dict[int, list[int]] = {k: [] for k in by_distance}
    for place, i in enumerate(by_distance):
        for j in by_distance[place + 1 :]:
            if overlap(boxes[i], boxes[j]):
                front, back = (i, j) if hides(prints[i], prints[j], eye) else (j, i)
                behind[front].append(back)
    order: dict[int, None] = {}
    for k in by_distance:
        _after_those_behind(k, behind, order, set())
    return list(order)


def _after_those_behind(k: int, behind: dict[int, list[int]], order: dict[int, None], above: set[int]) -> None:
    if k in order or k in above:  # the second would be a ring of things each before the next
        return
    above.add(k)
    for other in behind[k]:
        _after_those_behind(other, behind, order, above)
    order[k] = None
