"""How fast a road user goes: a straight line through its places on the road over about a second."""

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

    Place = tuple[float, float, float]  # time, x, y

_BEFORE: Final = 0.75  # seconds before and after the moment asked for that its speed is taken from
_AFTER: Final = 0.25
_SHORTEST: Final = 0.4  # seconds of path below which there is no speed
_FEWEST: Final = 5  # places
_MEMORY: Final = 5.0  # seconds; a crossing is decided some time after it happened
#: The lower edge's middle shifts along a vehicle while the camera sees it from changing sides: by about half its length
#: over its distance from the camera. Share of the speed; the simulator's truth is met within twice of this.
_SHIFT: Final = 0.03
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

    def add(self, track: int, time: float, point: tuple[float, float]) -> None:
        """A track observed at a ground-contact point, pixels."""
        path = self._paths.setdefault(track, deque())
        path.append((time, *point))
        while path[0][0] < time - _MEMORY:
            path.popleft()

    def take_over(self, before: SpeedMeter) -> None:
        """Go on with the tracks of the same picture, perhaps over another plane."""
        self._paths = before._paths

    def at(self, track: int, time: float) -> Speed | None:
        """Speed of a track around a media time; None if too little of its path is known.

        The error is made of three: the regression's along the way; the plane's, as each end of the path may lie off by
        `GroundPlane.error`; and that of the box, whose lower edge is not one point of the vehicle.
        """
        path = np.array([p for p in self._paths.get(track, ()) if -_BEFORE <= p[0] - time <= _AFTER]).reshape(-1, 3)
        if len(path) < _FEWEST or path[-1, 0] - path[0, 0] < _SHORTEST:
            return None
        places = self._plane.metres(path[:, 1:])
        if not np.isfinite(places).all():
            return None
        return _regression(path[:, 0] - path[:, 0].mean(), places - places.mean(axis=0), self._plane.error)

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._paths.pop(track, None)


def _regression(times: NDArray[np.float64], places: Points, plane_error: float) -> Speed:
    """Speed from centred times (n,) in seconds and places (n, 2) in metres, by least squares."""
    spread = float(times @ times)
    velocity = times @ places / spread
    speed = float(np.hypot(*velocity))
    along = velocity / speed if speed else np.zeros(2)
    residuals = (places - np.outer(times, velocity)) @ along
    jitter = float(residuals @ residuals) / (len(times) - 2) / spread
    shift = math.sqrt(2) * plane_error / float(np.ptp(times))
    return Speed(speed * _KMH, math.hypot(math.sqrt(jitter), shift, _SHIFT * speed) * _KMH)
