"""Whether there are enough frames for the speeds seen: who is in view for less than three of them is not followed.

A track is confirmed by three sightings, and after the first it is looked for within a certain distance only. So for
each place there is a speed from which on vehicles are not counted. It is told once road users come close to it. So is
that they follow each other too closely to be told apart (see `headway`).
"""

from __future__ import annotations

import math
from collections import deque
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from core.analyse.headway import FRAMES, Step, close_behind
from core.track.life import HITS
from core.track.matching import first_reach
from core.types import Sighting

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.ground_plane import GroundPlane
    from core.trajectory import Trajectories
    from core.trajectory.seen import Seen
    from core.types import Fleeting, Track, TrackUpdate

_CLOSE: Final = 0.75  # share of the speed that is too much
_EDGE: Final = 2.0  # pixels from the edge within which a box counts as cut
_FEW: Final = 0.08  # seconds between two frames below which nobody is too fast, and boxes that jump are mistakes
_LEAST: Final = 2  # road users, so that one mistake tells nothing
_SURELY: Final = 0.6  # score from which on a single sighting is no mistake
_REMEMBERED: Final = 300.0  # seconds
_GAP: Final = 1.5  # times the usual interval from which on a frame is missing between two sightings
_STEPS: Final = {"km/h": 5, "px/s": 10}
_MORE: Final = "increase the frame rate"
_KMH: Final = 3.6


class _Fast(NamedTuple):
    """Somebody who was nearly too fast: when, who, from which speed on they would have been, and at how many frames."""

    time: float
    who: tuple[float, ...]
    limit: float
    fps: float


class FrameRate:
    """Compares the speeds of one camera's road users with its frame rate.

    Args:
        size: width and height of the picture, pixels.
        plane: the road in metres; without it speeds are told in pixels.
    """

    def __init__(self, size: tuple[int, int], plane: GroundPlane | None) -> None:
        self._size, self._plane = size, plane
        self._frames: deque[float] = deque(maxlen=9)
        self._fast: deque[_Fast] = deque(maxlen=100)
        self._close: deque[tuple[float, int, float]] = deque(maxlen=100)  # when, who, and at how many frames

    def note(self, trajectories: Trajectories, update: TrackUpdate, time: float) -> None:
        """A frame with its tracks, whose trajectories end with the frame before."""
        self._frames.append(time)
        while self._fast and self._fast[0].time < time - _REMEMBERED:
            self._fast.popleft()
        while self._close and self._close[0][0] < time - _REMEMBERED:
            self._close.popleft()
        if self._interval() >= _FEW:
            seen = [(track, trajectories.of(track.id).seen) for track in update.tracks if track.observed]
            steps = [step for track, before in seen if (step := self._follow(track, before, time)) is not None]
            self._close.extend((time, who, 1 / self._interval()) for who in close_behind(steps))
            for one in update.fleeting:
                self._note_fleeting(one, time)

    def _note_fleeting(self, one: Fleeting, time: float) -> None:
        """Somebody who was not followed: too fast to be found again, or gone after two sightings."""
        if all(self._is_cut(sighting) for sighting in one.seen):
            return
        who = (-one.seen[0].time, *one.seen[0].box)
        if len(one.seen) > 1:
            before, after = one.seen
            self._judge(before, after, who, time)
        elif one.score >= _SURELY:
            (x, y), spent = _foot(one.seen[0]), self._interval()
            reach = float(first_reach(np.array(spent))) * _size(one.seen[0])
            self._fast.append(_Fast(time, who, self._speed([(x, y), (x + reach, y)], reach, spent), 1 / spent))

    def notice(self) -> str | None:
        """From which speed on vehicles are not counted, or how close behind others; None while nobody is nearly so."""
        if len({one.who for one in self._fast}) < _LEAST:
            return self._too_close()
        unit = "px/s" if self._plane is None else "km/h"
        step = _STEPS[unit]
        limit = max(step, math.floor(median(one.limit for one in self._fast) / step) * step)
        fps = median(one.fps for one in self._fast)  # theirs, not the present one, which changes all the time
        return f"at {fps:.2g} frames per second, road users faster than {limit} {unit} may not be counted — {_MORE}"

    def _too_close(self) -> str | None:
        if len({who for _, who, _ in self._close}) < _LEAST:
            return None
        fps = median(fps for _, _, fps in self._close)
        least = f"{FRAMES / fps:.2g}"
        return f"at {fps:.2g} frames per second, road users less than {least} s apart may not be counted — {_MORE}"

    def _interval(self) -> float:
        """Usual seconds between two frames."""
        return median(after - before for before, after in pairwise(self._frames)) if len(self._frames) > 1 else 0.0

    def _follow(self, track: Track, newest: Seen | None, time: float) -> Step | None:
        """Judge how fast somebody is; its newest step, if its box was seen whole."""
        places = [*track.before, Sighting(time, track.box)]
        known = None if newest is None else newest.sighting
        for before, after in zip([known, *places[:-1]], places, strict=True):
            if before is not None and not self._is_cut(before) and not self._is_cut(after):
                self._judge(before, after, (track.id,), time)
        return self._step(track.id, places[-2] if len(places) > 1 else known, places[-1])

    def _step(self, track: int, before: Sighting | None, after: Sighting) -> Step | None:
        if before is None or self._is_cut(before) or self._is_cut(after):
            return None
        if not 0 < after.time - before.time <= _GAP * self._interval():
            return None
        (x, y), (x1, y1) = _foot(before), _foot(after)
        return Step(track, x1, y1, x1 - x, y1 - y, _size(after))

    def _is_cut(self, sighting: Sighting) -> bool:
        """Whether the picture's edge cuts a box: it is smaller than what it shows, and slower."""
        x1, y1, x2, y2 = sighting.box
        return min(x1, y1, self._size[0] - x2, self._size[1] - y2) <= _EDGE

    def _judge(self, before: Sighting, after: Sighting, who: tuple[float, ...], time: float) -> None:
        spent = after.time - before.time
        if not 0 < spent <= _GAP * self._interval():
            return
        (x, y), (x1, y1) = _foot(before), _foot(after)
        moved = math.hypot(x1 - x, y1 - y)
        most = self._most(after, ((x1 - x) / moved, (y1 - y) / moved), spent) if moved else math.inf
        if moved >= _CLOSE * most:
            limit = self._speed([(x, y), (x1, y1)], moved, spent) * most / moved
            self._fast.append(_Fast(time, who, limit, 1 / self._interval()))

    def _most(self, place: Sighting, way: tuple[float, float], spent: float) -> float:
        """Pixels between two frames above which somebody who goes this way is not followed."""
        x1, y1, x2, y2 = place.box
        long = abs(way[0]) * (x2 - x1) + abs(way[1]) * (y2 - y1)
        return min(float(first_reach(np.array(spent))) * _size(place), (self._through(_foot(place), way) + long) / HITS)

    def _through(self, place: tuple[float, float], way: tuple[float, float]) -> float:
        """Pixels of the way through the picture that leads over a place."""
        spans = []
        for axis in (0, 1):
            if abs(way[axis]) > 1e-9:  # noqa: PLR2004 -- of a unit vector
                ends = ((edge - place[axis]) / way[axis] for edge in (0.0, float(self._size[axis])))
                spans.append(sorted(ends))
        return max(0.0, min(span[1] for span in spans) - max(span[0] for span in spans))

    def _speed(self, ends: Iterable[tuple[float, float]], moved: float, spent: float) -> float:
        """In km/h, or pixels per second without calibration."""
        if self._plane is None:
            return moved / spent
        start, end = self._plane.metres(np.array(list(ends)))
        metres = float(np.hypot(*(end - start)))
        return metres / spent * _KMH if math.isfinite(metres) else math.inf


def _size(sighting: Sighting) -> float:
    x1, y1, x2, y2 = sighting.box
    return math.sqrt((x2 - x1) * (y2 - y1))


def _foot(sighting: Sighting) -> tuple[float, float]:
    return (sighting.box[0] + sighting.box[2]) / 2, sighting.box[3]
