"""Ways through the junction as curves by arc length, and where two of them meet.

A route is made of straight lines and circular arcs (one S-shaped shift for the wrong-way driver), sampled every
`STEP` metres. Arc lengths are those of the road user's front.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from core.simulator import layout
from core.simulator.layout import ARMS, place, turned

if TYPE_CHECKING:
    from numpy.typing import NDArray

STEP: Final = 0.25
_REACH: Final = 30.0  # metres from the origin within which routes can meet
STOP_AT: Final = layout.ARM_END - layout.STOP_LINE  # arc length of every stop line
_TURN_AT: Final = layout.ARM_END - layout.CORNER
Movement = Literal["left", "through", "right", "wrong_way"]
_QUARTERS: Final[dict[Movement, int]] = {"left": 1, "through": 2, "right": 3, "wrong_way": 2}


@dataclass(frozen=True, eq=False, slots=True)
class Route:
    """One way from the end of an arm to the end of another.

    Attributes:
        index: place in `routes()`.
        cycle: uses the cycle lanes.
        xs: sampled coordinates, metres, every `STEP`.
        ys: the same.
        length: metres.
        curve: arc lengths between which the way bends; empty (inf, inf) if it does not.
        curve_speed: the speed at which the bend is driven, m/s.
    """

    index: int
    origin: str
    destination: str
    movement: Movement
    cycle: bool
    xs: list[float]
    ys: list[float]
    length: float
    curve: tuple[float, float]
    curve_speed: float

    def at(self, s: float) -> tuple[float, float]:
        """World coordinates at arc length `s`; beyond the ends, the way goes straight on."""
        i = min(max(int(s / STEP), 0), len(self.xs) - 2)
        part = s / STEP - i
        return (
            self.xs[i] + (self.xs[i + 1] - self.xs[i]) * part,
            self.ys[i] + (self.ys[i + 1] - self.ys[i]) * part,
        )


@dataclass(frozen=True, slots=True)
class Meeting:
    """How a route (mine) meets another one (theirs). Arc lengths of the stretch that both sweep over."""

    kind: Literal["diverge", "merge", "cross"]
    mine: tuple[float, float]
    theirs: tuple[float, float]
    same_axis: bool  # both have green together
    yields: bool  # mine gives way when both have green


def _polyline(origin: str, movement: Movement, offset: float) -> list[tuple[float, float]]:
    destination = turned(origin, _QUARTERS[movement])
    start, end = place(origin, layout.ARM_END, offset), place(destination, layout.ARM_END, -offset)
    if movement == "through":
        return [start, end]
    if movement == "wrong_way":
        shift = [(10.0 - 0.5 * k, math.cos(math.pi * k / 40)) for k in range(41)]
        middle = [place(origin, station, offset * side) for station, side in shift]
        return [start, *middle, place(destination, layout.ARM_END, offset)]
    return [start, *_arc(origin, movement, offset), end]


def _arc(origin: str, movement: Movement, offset: float) -> list[tuple[float, float]]:
    """Quarter circle round the corner's centre, concentric with the kerb."""
    side = 1.0 if movement == "right" else -1.0
    radius = layout.CORNER - side * offset
    steps = [math.pi / 2 * k / 48 for k in range(49)]
    return [
        place(
            origin,
            layout.CORNER - radius * math.sin(a),
            side * (layout.CORNER - radius * math.cos(a)),
        )
        for a in steps
    ]


def _resample(points: list[tuple[float, float]]) -> tuple[list[float], list[float], float]:
    corners = np.array(points)
    lengths = np.concatenate([[0.0], np.cumsum(np.hypot(*np.diff(corners, axis=0).T))])
    at = np.arange(0.0, lengths[-1] + STEP, STEP)
    xs, ys = (np.interp(at, lengths, corners[:, k]).tolist() for k in (0, 1))
    return xs, ys, float(lengths[-1])


def _route(index: int, origin: str, movement: Movement, *, cycle: bool) -> Route:
    offset = layout.CYCLE_LANE if cycle else layout.LANE
    xs, ys, length = _resample(_polyline(origin, movement, offset))
    bends = movement in ("left", "right")
    curve = (_TURN_AT, length - _TURN_AT) if bends else (math.inf, math.inf)
    speed = {"left": 6.5, "right": 5.0}.get(movement, math.inf)
    destination = turned(origin, _QUARTERS[movement])
    return Route(index, origin, destination, movement, cycle, xs, ys, length, curve, speed)


@cache
def routes() -> tuple[Route, ...]:
    """All routes, motor traffic first."""
    motor: list[Movement] = ["left", "through", "right", "wrong_way"]
    wanted = [(arm, m, False) for arm in ARMS for m in motor]
    wanted += [(arm, m, True) for arm in ARMS for m in motor[1:3]]
    return tuple(_route(i, arm, m, cycle=cycle) for i, (arm, m, cycle) in enumerate(wanted))


def find(origin: str, movement: Movement, *, cycle: bool = False) -> Route:
    """The route with these properties."""
    return next(r for r in routes() if (r.origin, r.movement, r.cycle) == (origin, movement, cycle))


@cache
def _near_junction(route: Route) -> tuple[int, NDArray[np.float64]]:
    """Samples within 30 m of the origin, and the index of the first."""
    points = np.column_stack([route.xs, route.ys])
    inside = np.flatnonzero(np.abs(points).max(axis=1) < _REACH)
    return int(inside[0]), points[inside]


def _half_width(route: Route) -> float:
    return 0.6 if route.cycle else 1.5  # a bus with its overhang in a bend; a cyclist with room to sway


def _yields(mine: Route, theirs: Route) -> bool:
    if mine.movement == "left":
        return theirs.origin != mine.origin
    return mine.movement == "right" and theirs.cycle and not mine.cycle


@cache
def meeting_of(mine: Route, theirs: Route) -> Meeting | None:
    """How a route meets another one; None where the two have nothing to do with each other."""
    if mine is theirs:
        return None
    (first, a), (other, b) = _near_junction(mine), _near_junction(theirs)
    close = np.hypot(*(a[:, None] - b[None]).transpose(2, 0, 1)) < _half_width(mine) + _half_width(theirs)
    i, j = np.flatnonzero(close.any(axis=1)), np.flatnonzero(close.any(axis=0))
    if not len(i):
        return None
    same_lane_in = mine.origin == theirs.origin and mine.cycle == theirs.cycle
    same_lane_out = _lane_out(mine) == _lane_out(theirs)
    kind: Literal["diverge", "merge", "cross"] = "diverge" if same_lane_in else "merge" if same_lane_out else "cross"
    return Meeting(
        kind,
        ((first + int(i[0])) * STEP, (first + int(i[-1])) * STEP),
        ((other + int(j[0])) * STEP, (other + int(j[-1])) * STEP),
        (ARMS.index(mine.origin) - ARMS.index(theirs.origin)) % 2 == 0,
        _yields(mine, theirs),
    )


def _lane_out(route: Route) -> tuple[str, bool, bool]:
    return route.destination, route.cycle, route.movement == "wrong_way"
