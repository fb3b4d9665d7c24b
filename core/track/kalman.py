"""A Kalman filter over many boxes at once: constant velocity, in units of the box's own size and real seconds.

The four coordinates (centre x, centre y, width, height) are independent, so each has a 2 x 2 covariance that is kept
as three numbers, and no matrix is ever inverted. Time steps may differ: a live source skips frames. Process noise is
white acceleration (Bar-Shalom, Li, Kirubarajan, "Estimation with Applications to Tracking and Navigation", 6.3.2).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from core.track.boxes import to_centres, to_corners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

#: Standard deviation of a measured coordinate, in sizes of the box.
_MEASURED: Final = np.array([0.05, 0.05, 0.08, 0.08])
#: Square root of the acceleration's spectral density, sizes per second^1.5: position changes fast, size slowly.
_ACCELERATION: Final = np.array([1.5, 1.5, 0.6, 0.6])
#: Standard deviation of the velocity of something just seen for the first time, sizes per second.
_FIRST_VELOCITY: Final = np.array([4.0, 4.0, 1.0, 1.0])
_SMALLEST: Final = 1.0  # pixels: no box is predicted to vanish


class BoxFilter:
    """State of n boxes; rows are in the caller's order.

    Attributes:
        place: (n, 4) centre x, centre y, width, height; pixels.
        velocity: (n, 4) their change; pixels per second.
    """

    def __init__(self) -> None:
        self._be(np.empty((5, 0, 4)))

    def _be(self, state: Floats) -> None:
        """All of it lies in one array: many small operations cost more than what they work out."""
        self._state = state
        self.place, self.velocity = state[0], state[1]
        self._pp, self._pv, self._vv = state[2:]  # variance of place, covariance, variance of velocity

    def sizes(self) -> Floats:
        """(n,) geometric mean of width and height, pixels."""
        return _sizes(self.place)[:, 0]

    def velocity_errors(self) -> Floats:
        """(n,) standard errors of the velocities of the middles, pixels per second."""
        errors: Floats = np.sqrt(self._vv[:, :2].sum(axis=1))
        return errors

    def corners(self) -> Floats:
        """(n, 4) boxes x1 y1 x2 y2."""
        return to_corners(self.place)

    def add(self, boxes: Floats) -> None:
        """Append (m, 4) boxes seen for the first time."""
        new = np.zeros((5, len(boxes), 4))
        new[0] = to_centres(boxes)
        size = _sizes(new[0])
        new[2] = (_MEASURED * size) ** 2
        new[4] = (_FIRST_VELOCITY * size) ** 2
        self._be(np.concatenate((self._state, new), axis=1))

    def keep(self, rows: NDArray[np.intp]) -> None:
        """Keep only these rows, in this order."""
        self._be(self._state[:, rows])

    def copy_row(self, source: int, target: int) -> None:
        """Make row `target` what row `source` is."""
        self._state[:, target] = self._state[:, source]

    def predict(self, seconds: float) -> None:
        """Advance everything by `seconds` (>= 0)."""
        noise = (_ACCELERATION * _sizes(self.place)) ** 2
        self.place += self.velocity * seconds
        np.maximum(self.place[:, 2:], _SMALLEST, out=self.place[:, 2:])
        self._pp += (2 * self._pv + (self._vv + noise * (seconds / 3)) * seconds) * seconds
        self._pv += (self._vv + noise * (seconds / 2)) * seconds
        self._vv += noise * seconds

    def correct(self, rows: NDArray[np.intp] | None, boxes: Floats) -> None:
        """Take (k, 4) measured boxes into (k,) distinct rows, or into all of them."""
        state = self._state if rows is None else self._state[:, rows]
        place, velocity, pp, pv, vv = state
        spread = pp + (_MEASURED * _sizes(place)) ** 2
        of_place, of_velocity = pp / spread, pv / spread
        surprise = to_centres(boxes) - place
        place += of_place * surprise
        velocity += of_velocity * surprise
        vv -= pv * pv / spread
        pv -= of_place * pv
        pp -= of_place * pp
        if rows is not None:
            self._state[:, rows] = state

    def hold(self, rows: Sequence[int]) -> None:
        """These rows stand still (or keep their size) until seen again."""
        self.velocity[rows] = 0.0

    def hold_size(self, rows: Sequence[int]) -> None:
        """These rows move on but no longer grow or shrink."""
        self.velocity[rows, 2:] = 0.0


def _sizes(place: Floats) -> Floats:
    """(n, 1) geometric means of width and height."""
    sizes: Floats = np.sqrt(place[:, 2:3] * place[:, 3:])
    return sizes
