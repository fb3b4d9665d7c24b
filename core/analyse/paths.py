"""Where each track was during the last second or so: velocity and trail."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    Place = tuple[float, float, float]  # time, x, y

_MEMORY: Final = 1.0  # seconds
_BASE: Final = 0.4  # seconds over which a velocity is measured: shorter and a box's jitter looks like speed
_SHORTEST: Final = 0.15  # seconds below which there is no velocity
_TRAIL: Final = 8  # points


class Paths:
    """Recent ground-contact points of all tracks of a camera."""

    def __init__(self) -> None:
        self._places: dict[int, deque[Place]] = {}

    def add(self, track: int, time: float, point: tuple[float, float]) -> None:
        """A track observed at a place."""
        places = self._places.setdefault(track, deque())
        places.append((time, *point))
        while places[0][0] < time - _MEMORY and len(places) > 2:  # noqa: PLR2004 # two places make a velocity
            places.popleft()

    def velocity(self, track: int) -> tuple[float, float]:
        """Pixels per second over about `_BASE` seconds up to the newest place; zeros while that is not known."""
        places = self._places.get(track)
        if places is None or len(places) < 2:  # noqa: PLR2004 # two places make a velocity
            return (0.0, 0.0)
        end, x, y = places[-1]
        start, x0, y0 = next(place for place in reversed(places) if end - place[0] >= _BASE or place is places[0])
        spent = end - start
        return ((x - x0) / spent, (y - y0) / spent) if spent >= _SHORTEST else (0.0, 0.0)

    def trail(self, track: int) -> list[list[float]]:
        """A few points, oldest first, whole pixels."""
        places = list(self._places.get(track, ()))
        step = max(1, -(-len(places) // _TRAIL))
        kept = places[::-1][::step][::-1]
        return [[round(x), round(y)] for _, x, y in kept]

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended."""
        for track in ids:
            self._places.pop(track, None)
