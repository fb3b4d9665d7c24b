"""How fast a road user goes: a straight line through its places on the road over about a second.

Only boxes that are seen whole are places: one that the picture's edge cuts moves at half the speed of its vehicle, and
so does one that grows out from behind a house. The two ends of its lower edge tell: on one body they go equally fast.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from core.ground_plane import GroundPlane
    from core.types import Points

    Floats = NDArray[np.float64]
    Box = tuple[float, float, float, float]
    Place = tuple[float, float, float, float, float]  # time, box

_BEFORE: Final = 0.75  # seconds before and after the moment asked for that its speed is taken from
_AFTER: Final = 0.25
_WIDER: Final = 2.0  # times as much where pictures are few, or the box was cut when it was asked for
_SHORTEST: Final = 0.4  # seconds of path below which there is no speed
_FEWEST: Final = 5  # places
_MEMORY: Final = 5.0  # seconds; a crossing is decided some time after it happened
_WHOLE: Final = 0.8  # share of its usual height below which a box is partly hidden
_USUAL: Final = 0.8  # quantile of the heights that is the usual one
#: The lower edge's middle shifts along a vehicle while the camera sees it from changing sides: by about half its length
#: over its distance from the camera. Share of the speed; the simulator's truth is met within twice of this.
_SHIFT: Final = 0.03
_UNEVEN: Final = 0.3  # share of the speed by which the ends of the lower edge may differ from the middle: a turning car
_UNSTEADY: Final = 0.5  # m/s, the same for people, whose legs make their boxes wider and narrower
_ACCELERATION: Final = 1.5  # m/s² that vehicles in traffic usually change their speed by
#: Two standard errors shall cover the truth as often for few places as for many: Student's t in that of many places
#: is close to one and this over the degrees of freedom.
_FEW: Final = 1.9
_KMH: Final = 3.6


class Speed(NamedTuple):
    """Kilometres per hour, and their standard error."""

    kmh: float
    error: float


class SpeedMeter:
    """Remembers paths in the picture and measures them on the road.

    Args:
        plane: of the picture in pixels.
    """

    def __init__(self, plane: GroundPlane) -> None:
        self._plane = plane
        self._paths: dict[int, deque[Place]] = {}

    def add(self, track: int, time: float, box: Box) -> None:
        """A track observed with a box that the picture's edge does not cut, pixels."""
        path = self._paths.setdefault(track, deque())
        path.append((time, *box))
        while path[0][0] < time - _MEMORY:
            path.popleft()

    def take_over(self, before: SpeedMeter) -> None:
        """Go on with the tracks of the same picture, perhaps over another plane."""
        self._paths = before._paths

    def at(self, track: int, time: float) -> Speed | None:
        """Speed of a track around a media time; None if too little of its path is known, or its box changes its shape.

        The error is made of these: the regression's along the way; the plane's, as each end of the path may lie off by
        `GroundPlane.error`; that of the box, whose lower edge is not one point of the vehicle and may be partly hidden;
        and what the speed may have changed by where the path lies further from `time` than usual.
        """
        path = self._near(track, time)
        if path is None:
            return None
        times = path[:, 0]
        left, right, middle = np.split(self._plane.metres(_lower_edges(path)), 3)
        if not np.isfinite(left + right).all():
            return None
        centred = times - times.mean()
        late = max(0.0, abs(float(times.mean()) - time) - _BEFORE / 2)
        return _regression(centred, middle, (right - left) / 2, (self._plane.error, late * _ACCELERATION))

    def _near(self, track: int, time: float) -> Floats | None:
        """(n, 5) times and boxes around a moment, of those that are seen whole."""
        known = self._paths.get(track, ())
        for wide in (1.0, _WIDER):
            path = np.array([p for p in known if -wide * _BEFORE <= p[0] - time <= wide * _AFTER]).reshape(-1, 5)
            if len(path) >= _FEWEST:
                path = path[self._are_whole(path)]
            if len(path) >= _FEWEST and path[-1, 0] - path[0, 0] >= _SHORTEST:
                return path
        return None

    def _are_whole(self, path: Floats) -> NDArray[np.bool_]:
        """Which boxes are about as high as most, for their distance: the others are partly hidden."""
        middle = np.column_stack([(path[:, 1] + path[:, 3]) / 2, path[:, 4], np.ones(len(path))])
        heights = (path[:, 4] - path[:, 2]) / (middle @ self._plane.matrix[2])  # this goes with 1 over the distance
        whole: NDArray[np.bool_] = heights >= _WHOLE * np.quantile(heights, _USUAL)
        return whole

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._paths.pop(track, None)


def _lower_edges(path: Floats) -> Points:
    """(3n, 2) left ends, right ends and middles of the lower edges of (n, 5) times and boxes."""
    x1, x2, bottom = path[:, 1], path[:, 3], path[:, 4]
    return np.concatenate([np.column_stack([x, bottom]) for x in (x1, x2, (x1 + x2) / 2)])


def _regression(times: Floats, places: Points, halves: Points, beside: tuple[float, float]) -> Speed | None:
    """Speed by least squares; None for what is no one body.

    Args:
        times: (n,) seconds, centred.
        places: (n, 2) metres.
        halves: (n, 2) metres from each place to the right end of the box's lower edge.
        beside: the plane's error in metres, and how much the speed may have changed, m/s.
    """
    spread = float(times @ times)
    velocity = times @ (places - places.mean(axis=0)) / spread
    speed = float(np.hypot(*velocity))
    along = velocity / speed if speed else np.zeros(2)
    uneven = abs(float((times @ (halves - halves.mean(axis=0))) @ along)) / spread
    if uneven > max(_UNSTEADY, _UNEVEN * speed):
        return None
    residuals = (places - places.mean(axis=0) - np.outer(times, velocity)) @ along
    free = len(times) - 2
    jitter = math.sqrt(float(residuals @ residuals) / free / spread) * (1 + _FEW / free)
    shift = math.sqrt(2) * beside[0] / float(np.ptp(times))
    return Speed(speed * _KMH, math.hypot(jitter, shift, _SHIFT * speed, uneven, beside[1]) * _KMH)
