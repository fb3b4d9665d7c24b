"""Where each track was during the last second or so, for its trail."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    Place = tuple[float, float, float]  # time, x, y

_MEMORY: Final = 1.0  # seconds
_TRAIL: Final = 8  # points


class Paths:
    """Recent ground-contact points of all tracks of a camera."""

    def __init__(self) -> None:
        self._places: dict[int, deque[Place]] = {}

    def add(self, track: int, time: float, point: tuple[float, float]) -> None:
        """A track observed at a place."""
        places = self._places.get(track)
        if places is None:
            places = self._places[track] = deque()
        places.append((time, *point))
        while places[0][0] < time - _MEMORY:
            places.popleft()

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
