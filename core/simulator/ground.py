"""Shapes painted on the ground, in metres: carriageway, footways, markings."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from core.simulator import layout
from core.simulator.layout import ARMS, place

if TYPE_CHECKING:
    from collections.abc import Iterator

Outline = list[tuple[float, float]]
FAR: Final = 420.0  # metres; where the roads are lost in the haze


def carriageway(widening: float = 0.0) -> Outline:
    """Outline of all the asphalt with its rounded corners, moved outwards by `widening` metres."""
    radius = layout.CORNER_RADIUS - widening
    edge = layout.KERB + widening
    points: Outline = []
    for arm in ARMS:  # clockwise: in along an arm's left kerb, that is its outbound side, would go backwards
        points += [place(arm, FAR, edge), place(arm, FAR, -edge)]
        points += [
            place(
                arm,
                layout.CORNER - radius * math.sin(angle),
                radius * math.cos(angle) - layout.CORNER,
            )
            for angle in (math.pi / 2 * k / 12 for k in range(13))
        ]
    return points


def _strip(arm: str, stations: tuple[float, float], offsets: tuple[float, float]) -> Outline:
    (near, far), (left, right) = stations, offsets
    return [place(arm, near, left), place(arm, far, left), place(arm, far, right), place(arm, near, right)]


def cycle_lanes() -> Iterator[Outline]:
    """Tinted strips at the right edges."""
    for arm in ARMS:
        for side in (1.0, -1.0):
            yield _strip(arm, (layout.STOP_LINE, FAR), (side * (layout.LANE_EDGE + 0.06), side * layout.KERB))


def white_markings() -> Iterator[Outline]:
    """Edge lines, stop lines, zebra stripes and arrows."""
    for arm in ARMS:
        for side in (1.0, -1.0):
            edge = side * layout.LANE_EDGE
            yield _strip(arm, (layout.STOP_LINE, FAR), (edge - 0.07, edge + 0.07))
        yield _strip(arm, (layout.STOP_LINE - 0.25, layout.STOP_LINE + 0.25), (layout.MEDIAN + 0.15, layout.KERB - 0.1))
        yield from _zebra(arm)
        for station in (22.0, 44.0):
            yield from _arrow(arm, station)


def _zebra(arm: str) -> Iterator[Outline]:
    stripe, count = 0.5, int(layout.KERB)
    for k in range(-count, count + 1):
        yield _strip(arm, layout.CROSSWALK, (k - stripe / 2, k + stripe / 2))


def _arrow(arm: str, station: float) -> Iterator[Outline]:
    """An arrow towards the junction."""
    lane = layout.LANE
    yield _strip(arm, (station, station + 2.6), (lane - 0.09, lane + 0.09))
    head = ((station - 1.1, 0.0), (station + 0.1, 0.42), (station + 0.1, -0.42))
    yield [place(arm, s, lane + offset) for s, offset in head]


def median_markings() -> Iterator[Outline]:
    """Double line and hatching between the directions."""
    for arm in ARMS:
        start = layout.STOP_LINE - 0.25
        for side in (1.0, -1.0):
            edge = side * layout.MEDIAN
            yield _strip(arm, (start, FAR), (edge - 0.07, edge + 0.07))
        for k in range(28):
            s, reach = start + 0.6 + 3.0 * k, layout.MEDIAN - 0.15
            yield [
                place(arm, s, reach),
                place(arm, s + 0.45, reach),
                place(arm, s + 1.85, -reach),
                place(arm, s + 1.4, -reach),
            ]
