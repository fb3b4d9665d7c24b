"""Where the paths of two road users cross on the road, and how long after the first the second was there.

That time is the post-encroachment time, PET. Source: Allen, Shin and Cooper, Analysis of Traffic Conflicts and
Collisions, Transportation Research Record 667 (1978). Here it is the time between two ground-contact points; the
lengths of both bodies, some tenths of a second, are not taken off.
"""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from core.scene.fineness import COARSE, metres_a_pixel
from core.scene.geometry import cross
from core.trajectory.ground import cut_sides

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    from core.ground_plane import GroundPlane
    from core.types import Points, Track

    Floats = NDArray[np.float64]
    Place = tuple[float, float, float]  # time, x, y; metres

_EVERY: Final = 0.2  # seconds of media time between two places of a path
_PAUSE: Final = 0.6  # seconds without a place after which a path begins anew
_BASE: Final = 5  # places from which a velocity is taken, and how many there must be at least
_FEWEST: Final = 3
_MOVES: Final = 0.7  # m/s below which somebody has no direction
_STEADY: Final = 0.7  # cosine between a step and the path before it: below, a box changed its shape
_FASTER: Final = 2.0  # times as fast as before is such a box, too
_KMH: Final = 3.6
_T0, _T1, _TRACK, _CLASS = 0, 3, 8, 9  # columns of a step; places at 1:3 and 4:6, velocity at 6:8
_COLUMNS: Final = 10


class Encounter(NamedTuple):
    """Two paths that crossed.

    Attributes:
        tracks: both ids, in the order in which they were there.
        classes: of both.
        time: media time at which the second was, seconds.
        pet: seconds since the first was.
        point: where, pixels.
        degrees: between the two directions, 0 to 180.
        kmh: how fast both were.
    """

    tracks: tuple[int, int]
    classes: tuple[int, int]
    time: float
    pet: float
    point: tuple[float, float]
    degrees: float
    kmh: tuple[float, float]


class _Seen:
    """Where a track was observed since the last look: the mean, because boxes jitter."""

    __slots__ = ("_count", "_time", "_x", "_y", "track")

    def __init__(self, track: Track) -> None:
        self.track = track
        self._count, self._time, self._x, self._y = 0, 0.0, 0.0, 0.0

    def add(self, track: Track, time: float, x: float, y: float) -> None:
        """Seen once more, as it is now."""
        self.track = track
        self._count += 1
        self._time += time
        self._x += x
        self._y += y

    @property
    def time(self) -> float:
        return self._time / self._count

    @property
    def point(self) -> tuple[float, float]:
        return self._x / self._count, self._y / self._count


class EncounterMeter:
    """Follows paths on the road, five places a second.

    Args:
        plane: of the picture in pixels.
        size: width and height of the picture, pixels.
        longest: PET in seconds up to which an encounter is one.
    """

    def __init__(self, plane: GroundPlane, size: tuple[int, int], longest: float) -> None:
        self._plane = plane
        self._picture = np.linalg.inv(plane.matrix)
        self._size = size
        self._longest = longest
        self._places: dict[int, deque[Place]] = {}
        self._seen: dict[int, _Seen] = {}  # since the last look
        self._steps: deque[Floats] = deque()
        self._slot = -math.inf

    def take_over(self, before: EncounterMeter) -> None:
        """Go on with the tracks of the same road."""
        self._places, self._seen, self._steps, self._slot = before._places, before._seen, before._steps, before._slot

    def update(self, tracks: Sequence[Track], points: Sequence[tuple[float, float]], time: float) -> list[Encounter]:
        """Take tracks and their ground-contact points, pixels; five times a second, the encounters that this shows."""
        for track, (x, y) in zip(tracks, points, strict=True):
            known = self._seen.get(track.id)
            if known is None:
                known = self._seen[track.id] = _Seen(track)
            known.add(track, time, x, y)
        slot = math.floor(time / _EVERY + 1e-6)
        if slot == self._slot:
            return []
        self._slot = slot
        return self._look(time)

    def _look(self, time: float) -> list[Encounter]:
        while self._steps and self._steps[0][0, _T1] < time - self._longest - _PAUSE:
            self._steps.popleft()
        new = np.array(self._moves()).reshape(-1, _COLUMNS)
        if not len(new):
            return []
        self._steps.append(new)
        return self._crossed(new, np.concatenate(self._steps))

    def _moves(self) -> list[tuple[float, ...]]:
        """The steps that tracks made since the last look."""
        # A box that the picture's edge cuts grows or shrinks while it moves.
        seen, self._seen = [one for one in self._seen.values() if not any(cut_sides(one.track.box, self._size))], {}
        steps: list[tuple[float, ...]] = []
        for one, place in zip(seen, self._on_road([one.point for one in seen]), strict=True):
            if place is None:
                continue
            known = self._places.setdefault(one.track.id, deque(maxlen=_BASE))
            if known and one.time - known[-1][0] > _PAUSE:
                known.clear()
            known.append((one.time, *place))
            if len(known) >= _FEWEST and (velocity := _velocity(known)) is not None:
                steps.append((*known[-2], *known[-1], *velocity, one.track.id, one.track.cls))
        return steps

    def _on_road(self, points: Sequence[tuple[float, float]]) -> list[tuple[float, float] | None]:
        """Metres; None where a pixel is too much of road."""
        if not points:
            return []
        here = np.array(points)
        places, fine = self._plane.metres(here), metres_a_pixel(self._plane, here) <= COARSE
        return [(x, y) if good else None for (x, y), good in zip(places.tolist(), fine.tolist(), strict=True)]

    def _crossed(self, new: Floats, steps: Floats) -> list[Encounter]:
        one, other = new[:, None, :], steps[None, :, :]
        move, theirs, between = one[..., 4:6] - one[..., 1:3], other[..., 4:6] - other[..., 1:3], other - one
        area = cross(move, theirs)
        area = np.where(area == 0, np.nan, area)
        mine = cross(between[..., 1:3], theirs) / area
        their = cross(between[..., 1:3], move) / area
        meets = (mine >= 0) & (mine < 1) & (their >= 0) & (their < 1) & (one[..., _TRACK] != other[..., _TRACK])
        found = [
            self._encounter(new[i], steps[j], float(mine[i, j]), float(their[i, j]))
            for i, j in zip(*np.nonzero(meets), strict=True)
        ]
        return [encounter for encounter in found if encounter.pet <= self._longest]

    def _encounter(self, one: Floats, other: Floats, mine: float, their: float) -> Encounter:
        times = one[_T0] + mine * (one[_T1] - one[_T0]), other[_T0] + their * (other[_T1] - other[_T0])
        first, second = (other, one) if times[0] >= times[1] else (one, other)
        return Encounter(
            (int(first[_TRACK]), int(second[_TRACK])),
            (int(first[_CLASS]), int(second[_CLASS])),
            float(max(times)),
            float(abs(times[0] - times[1])),
            self._pixel(one[1:3] + mine * (one[4:6] - one[1:3])),
            abs(math.degrees(math.atan2(cross(one[6:8], other[6:8]), one[6:8] @ other[6:8]))),
            (float(np.hypot(*first[6:8])) * _KMH, float(np.hypot(*second[6:8])) * _KMH),
        )

    def _pixel(self, place: Points) -> tuple[float, float]:
        x, y, depth = self._picture @ np.array([*place, 1.0])
        return float(x / depth), float(y / depth)

    def forget(self, ids: Iterable[int]) -> None:
        """Tracks that ended; what they did lately still counts."""
        for track in ids:
            self._places.pop(track, None)
            self._seen.pop(track, None)


def _velocity(places: Sequence[Place]) -> tuple[float, float] | None:
    """Metres a second over all of `places`; None for who stands, and for a last step that goes on with no path."""
    earlier, last = _between(places[0], places[-2]), _between(places[-2], places[-1])
    speed, pace = math.hypot(*earlier), math.hypot(*last)
    if min(speed, pace) < _MOVES or pace > _FASTER * speed:
        return None
    steady = earlier[0] * last[0] + earlier[1] * last[1] >= _STEADY * speed * pace
    return _between(places[0], places[-1]) if steady else None


def _between(one: Place, other: Place) -> tuple[float, float]:
    spent = other[0] - one[0]
    return (other[1] - one[1]) / spent, (other[2] - one[2]) / spent
