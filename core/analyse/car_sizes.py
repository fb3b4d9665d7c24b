"""Trucks and buses are larger than cars: what a detector calls one though it is not larger, is a car.

From the side and from above many detectors take some cars for trucks, and stay with it for as long as they see them:
no vote among their frames mends that. How large cars are at each place of the picture is told by those that nobody
doubts: on a flat road sizes in the picture are linear in its coordinates. Where cars differ much, because some are seen
from the front and others from the side, or where few have been seen, nothing is said.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import numpy as np

from core.trajectory.ground import cut_sides
from core.types import CLASS_IDS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from core.trajectory import Trajectories
    from core.trajectory.seen import Looks
    from core.types import Track

    Floats = NDArray[np.float64]

_CAR: Final = CLASS_IDS["car"]
_LARGER: Final = frozenset({CLASS_IDS["truck"], CLASS_IDS["bus"]})
_FAMILY: Final = _LARGER | {_CAR}
_DOUBTLESS: Final = 0.9  # share of a track's votes
_EVERY: Final = 0.4  # seconds between two looks at one track
_MOST: Final = 5  # looks at one car, so that one that stands is not all cars
_ENOUGH: Final = 6  # cars
_FADES: Final = 0.997  # what a look is worth after the next one: some hundred looks are remembered
_EVEN: Final = 0.12  # largest spread of cars' sizes, as a share of them, that tells something
_SPREADS: Final = 3.0  # by which a car may be larger than most: those that nobody doubts are the smaller ones
_LARGEST: Final = 1.2  # times the usual size; a pick-up is a fifth larger than a car, a van half as large again
_FAR_OFF: Final = 0.6  # standard errors of the size that is expected at a place, in those of a car
_RIDGE: Final = 1e-9  # one over square pixels: cars that all drive over one place tell nothing of others
_LOOKS: Final = 2  # at what is called a truck or bus


class CarSizes:
    """Knows how large cars are in the picture of one camera.

    Args:
        size: width and height of the picture, pixels.
    """

    def __init__(self, size: tuple[int, int]) -> None:
        self.size = size
        self._cars = 0
        self._squares: Floats = np.zeros((3, 3))
        self._products: Floats = np.zeros((3, 2))
        self._weight, self._spread = 0.0, np.zeros(2)

    def judged(self, trajectories: Trajectories, tracks: Iterable[Track], time: float) -> tuple[Track, ...]:
        """The tracks of one frame with the classes that their sizes allow.

        Args:
            trajectories: what is known of each.
            tracks: of one frame.
            time: its media time, seconds.
        """
        return tuple(
            self._judged(track, trajectories.begun(track.id).looks, time) if track.cls in _FAMILY else track
            for track in tracks
        )

    def _judged(self, track: Track, looks: Looks, time: float) -> Track:
        if track.observed and time - looks.time >= _EVERY and True not in cut_sides(track.box, self.size):
            looks.time = time
            self._look(track, looks)
        is_car = track.cls in _LARGER and looks.number >= _LOOKS and self._is_car(looks)
        return replace(track, cls=_CAR) if is_car else track

    def _is_car(self, looks: Looks) -> bool:
        """Whether what is called a truck or bus is no larger than a car."""
        if looks.ratios is None or self._weight < _ENOUGH:
            return False
        spread = np.sqrt(self._spread / self._weight)
        most = np.minimum(_SPREADS * spread, math.log(_LARGEST))
        return bool((spread <= _EVEN).all() and (looks.ratios / looks.number <= most).all())

    def _look(self, track: Track, looks: Looks) -> None:
        if track.cls == _CAR and (track.share < _DOUBTLESS or looks.number >= _MOST):
            return
        place, sizes = self._measured(track)
        usual = self._usual(place)
        ratio = None if usual is None else np.log(sizes / usual)
        if track.cls == _CAR:
            self._learn(place, sizes, ratio, is_new=looks.number == 0)
            looks.number += 1
        elif ratio is not None:
            looks.ratios = ratio if looks.ratios is None else looks.ratios + ratio
            looks.number += 1

    def _measured(self, track: Track) -> tuple[Floats, Floats]:
        """Where it touches the ground, in shares of the picture, and its height and size in pixels."""
        x1, y1, x2, y2 = track.box
        x, y = track.ground
        place = np.array([1.0, x / self.size[0], y / self.size[1]])
        return place, np.array([y2 - y1, math.sqrt((x2 - x1) * (y2 - y1))])

    def _usual(self, place: Floats) -> Floats | None:
        """Height and size of cars at a place, pixels; None where too few are known."""
        if self._cars < _ENOUGH:
            return None
        away = np.linalg.solve(self._squares + np.eye(3) * _RIDGE, place)
        usual: Floats = self._products.T @ away
        return usual if usual.min() > 0 and float(place @ away) <= (_FAR_OFF * float(usual[1])) ** 2 else None

    def _learn(self, place: Floats, sizes: Floats, ratio: Floats | None, *, is_new: bool) -> None:
        weight = 1 / float(sizes[1]) ** 2
        self._cars += is_new
        self._squares = self._squares * _FADES + weight * np.outer(place, place)
        self._products = self._products * _FADES + weight * np.outer(place, sizes)
        if ratio is not None:
            self._weight = self._weight * _FADES + 1
            self._spread = self._spread * _FADES + ratio**2
