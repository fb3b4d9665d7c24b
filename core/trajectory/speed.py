"""How fast a road user goes: a straight line through its places on the road over about a second.

Only boxes that are seen whole are places: one that the picture's edge cuts moves at half the speed of its vehicle, and
so does one that grows out from behind a house. Its edges tell: on one body, both ends of the lower edge go equally fast
on the road, and its height changes only as it comes nearer or goes.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from core.trajectory.lower_edge import hidden_now, hides_by

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from core.ground_plane import GroundPlane
    from core.types import Points

    Floats = NDArray[np.float64]
    Place = tuple[float, float, float, float, float]  # time, box

_AROUND: Final = 0.5  # seconds before and after the moment asked for that its speed is taken from
_WIDER: Final = 2.0  # times as much where pictures are few, or the box was cut when it was asked for
_SHORTEST: Final = 0.4  # seconds of path below which there is no speed
_FEWEST: Final = 5  # places
_WHOLE: Final = 0.8  # share of its usual height below which a box is partly hidden
_USUAL: Final = 0.8  # quantile of the heights that is the usual one
#: The lower edge's middle shifts along a vehicle while the camera sees it from changing sides. Share of the speed, at
#: least and by the vehicle's length over its distance; the simulator's truth is met within twice of this.
_SHIFT: Final = 0.03
_SHIFT_BY_LENGTH: Final = 0.15
_UNEVEN: Final = 0.2  # share of the speed by which edges may go faster or slower than the middle: a turning car
_UNSTEADY: Final = 0.5  # m/s, the same for people, whose legs make their boxes wider and narrower
_ACCELERATION: Final = 2.0  # m/s² that vehicles in traffic change their speed by
_OFF: Final = 0.02  # seconds by which a path's middle may miss the moment asked for without saying so
#: Two standard errors shall cover the truth as often for few places as for many: Student's t in that of many places
#: is close to one and this over the degrees of freedom.
_FEW: Final = 1.9
_KMH: Final = 3.6


class Speed(NamedTuple):
    """Kilometres per hour, and their standard error."""

    kmh: float
    error: float


class SpeedMeter:
    """Measures paths in the picture on the road.

    Args:
        plane: of the picture in pixels.
    """

    def __init__(self, plane: GroundPlane) -> None:
        self._plane = plane
        self._tilt = float(plane.matrix[2, 1])  # change of the nearness from a pixel to the one below it

    def at(self, known: Sequence[Place], time: float) -> Speed | None:
        """Speed of a track around a media time; None if too little of its path is known, or its box changes its shape.

        Args:
            known: its boxes that the picture's edge does not cut, pixels.
            time: the moment that is asked for, seconds.

        The error is made of these: the regression's along the way; the plane's, as each end of the path may lie off by
        `GroundPlane.error`; that of the box, whose lower edge is not one point of the vehicle and may be partly hidden;
        and what the speed may have changed by where the path lies further from `time` than usual.
        """
        path = self._near(known, time)
        if path is None:
            return None
        ends = self._plane.metres(_edges(path))
        if not np.isfinite(ends).all():
            return None
        left, right, middle, above = ends.reshape(4, -1, 2)
        line = _Line.through(path[:, 0], middle)
        uneven = abs(line.slope((right - left) / 2))
        upwards = (above - middle).mean(axis=0)
        nearness, widths = self._nearness(path), np.hypot(*(right - left).T)
        hides = hides_by(path[:, 4] - path[:, 2], widths, nearness, self._tilt, line.rate)
        hidden = hides * abs(float(upwards @ line.along))
        if max(uneven, hidden) > max(_UNSTEADY, _UNEVEN * line.speed):
            return None
        shift = max(_SHIFT, _SHIFT_BY_LENGTH * self._length_by_distance(path, right - left, upwards)) * line.speed
        plane = math.sqrt(2) * self._plane.error / float(path[-1, 0] - path[0, 0])
        changed = max(0.0, abs(float(path[:, 0].mean()) - time) - _OFF) * _ACCELERATION
        farther = self._hidden_before(known, path) * abs(self._tilt) / float(nearness.mean()) * line.speed
        error = math.hypot(line.jitter(middle), plane, shift, uneven, hidden, farther, changed)
        return Speed(line.speed * _KMH, error * _KMH)

    def _length_by_distance(self, path: Floats, edge: Points, upwards: Floats) -> float:
        """Length of the lower edge over about the distance from the camera; 0 where that sees from straight above.

        Args:
            path: times and boxes.
            edge: (n, 2) metres from the left to the right end of the lower edge.
            upwards: (2,) metres from a place to that of the pixel above it.
        """
        across, down = (path[:, 1] + path[:, 3]).mean() / 2, path[:, 4].mean()
        third = self._plane.matrix[2]
        nearer = abs(third[1]) / (third[0] * across + third[1] * down + third[2])  # share of the distance of a pixel
        return math.hypot(*edge.mean(axis=0)) * float(nearer) / math.hypot(*upwards)

    def _near(self, known: Sequence[Place], time: float) -> Floats | None:
        """(n, 5) times and boxes around a moment, of those that are seen whole."""
        for wide in (1.0, _WIDER):
            path = np.array([p for p in known if abs(p[0] - time) <= wide * _AROUND]).reshape(-1, 5)
            if len(path) >= _FEWEST:
                path = path[self._are_whole(path)]
            if len(path) >= _FEWEST and path[-1, 0] - path[0, 0] >= _SHORTEST:
                return path
        return None

    def _are_whole(self, path: Floats) -> NDArray[np.bool_]:
        """Which boxes are about as high as most for their distance, and not partly hidden; all beyond the horizon."""
        nearness = self._nearness(path)
        if (nearness <= 0).any():
            return np.ones(len(path), bool)
        heights = (path[:, 4] - path[:, 2]) / nearness
        whole: NDArray[np.bool_] = heights >= _WHOLE * np.sort(heights)[round(_USUAL * (len(heights) - 1))]
        return whole

    def _hidden_before(self, places: Sequence[Place], path: Floats) -> float:
        """Pixels of a track's lower part that are hidden in (n, 5) times and boxes, by those before and after."""
        known = np.array(places)
        nearness = self._nearness(known)
        if (nearness <= 0).any():
            return 0.0
        left, right, _, _ = self._plane.metres(_edges(known)).reshape(4, -1, 2)
        widths, heights = np.hypot(*(right - left).T), known[:, 4] - known[:, 2]
        return hidden_now(heights, widths, nearness, self._tilt, np.isin(known[:, 0], path[:, 0]))

    def _nearness(self, path: Floats) -> Floats:
        """(n,) 1 over the distance of (n, 5) times and boxes, in a unit of its own; negative beyond the horizon."""
        third = self._plane.matrix[2]
        found: Floats = (path[:, 1] + path[:, 3]) / 2 * third[0] + path[:, 4] * third[1] + third[2]
        return found


class _Line(NamedTuple):
    """A straight drive: what least squares make of a path.

    Attributes:
        times: (n,) seconds, centred.
        spread: sum of their squares.
        velocity: (2,) metres a second.
        speed: its length.
        along: (2,) its direction.
    """

    times: Floats
    spread: float
    velocity: Floats
    speed: float
    along: Floats

    @classmethod
    def through(cls, times: Floats, places: Points) -> _Line:
        """Through (n, 2) places in metres at (n,) times in seconds."""
        centred = times - times.mean()
        spread = float(centred @ centred)
        velocity = centred @ places / spread
        speed = float(np.hypot(*velocity))
        return cls(centred, spread, velocity, speed, velocity / speed if speed else np.zeros(2))

    def slope(self, values: Points) -> float:
        """Change of (n, 2) metres along the way, metres a second."""
        return float(self.times @ values @ self.along) / self.spread

    def rate(self, values: Floats) -> float:
        """Change of (n,) values a second."""
        return float(self.times @ values) / self.spread

    def jitter(self, places: Points) -> float:
        """Standard error of the speed by the scatter of the places, metres a second."""
        off = (places - places.mean(axis=0) - np.outer(self.times, self.velocity)) @ self.along
        free = len(self.times) - 2
        return math.sqrt(float(off @ off) / free / self.spread) * (1 + _FEW / free)


def _edges(path: Floats) -> Points:
    """(4n, 2) of (n, 5) times and boxes: left ends, right ends and middles of the lower edges, and the pixels above."""
    x1, x2, bottom = path[:, 1], path[:, 3], path[:, 4]
    middle = (x1 + x2) / 2
    across, down = np.concatenate([x1, x2, middle, middle]), np.concatenate([bottom, bottom, bottom, bottom - 1])
    return np.column_stack([across, down])
