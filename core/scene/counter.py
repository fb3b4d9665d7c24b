"""Counting over lines: every road user that really passes counts once.

The rule, for each track and line:

1. A track must have been clear of the line: `_NEAR` of its size away from it (or, if it was first seen closer, it must
   get `_FAR` away beyond). What is first seen beyond the line does not count.
2. While it is close, crossings of its path through the line itself (not its extension) add up, forward +1, backward
   -1: jitter cancels out.
3. When it is clear again and stays so for `_STAYS` seconds, or for `_LASTS` if it is far or drives, a sum that is not
   zero is one crossing, at the time and place of the last step over the line. If the track ends before, two boxes
   decide, and one if it was on its way.
4. A picture that rocks shifts what stands by a third of a car: a crossing needs a way of `_TRAVEL` of the longer side
   of its box, from where it stood last, or was first seen, before the line. Until it has come as far it waits; of one
   that ends and never stood, `_ENDS` of it is enough.
5. After a crossing only `_FAR` is clear: whoever rocks on the line counts once; whoever goes back for good counts
   backward once, and forward again only when clearly on the old side before.
6. A new track that begins where another vanished (see `core.scene.heirs`) continues the other's state: picked up
   again, it does not count again, and what was half counted is not lost. Who stood beyond the line, hardly clear of it,
   and was not seen again for as long as the tracker waits has driven off behind what hid it: that counts, too.

The class plays no part, so it may flip; `core.analyse.class_wait` waits for it.
"""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from core.scene.heirs import HIDDEN, Stay, predecessor

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from core.scene.geometry import Lines
    from core.scene.kept import Kept
    from core.settings.scene import Line
    from core.types import Track

_NEAR: Final = 0.15  # sizes (geometric mean of width and height)
_FAR: Final = 0.5  # longer sides of the box
_NEAR_PIXELS: Final = 4.0  # no detector is steadier than this
_FAR_PIXELS: Final = 10.0
_ON_PIXELS: Final = 1.0
_LASTS: Final = 0.1  # seconds, and two frames, for which a track must be far beyond the line
_STAYS: Final = 0.5  # seconds for which who does not drive must be clear of it: a picture that rocks comes back
_LATELY: Final = 1.0  # seconds in which who drives comes `_TRAVEL` far
_TRAVEL: Final = 0.8  # longer sides of its box that who crosses has come from where it stood before
_ENDS: Final = 0.5  # the same of one that never stood and has ended
_ON_ITS_WAY: Final = 0.25  # least share of a step's speed that the one before it had in the same direction
_KEPT: Final = 30.0  # seconds; longer than any tracker waits for what moved when it was lost
_TIDY: Final = 1.0  # seconds between two looks for who is gone for good
_ROUNDING: Final = 1e-6  # seconds, pixels


@dataclass(frozen=True, slots=True)
class LineCrossing:
    """One track crossed one line.

    Attributes:
        line: the line.
        direction: relative to the line's.
        track: the track when the crossing was decided, up to a few frames later.
        time: media time at which the path met the line, seconds.
        point: where, pixels.
    """

    line: Line
    direction: Literal["forward", "backward"]
    track: Track
    time: float
    point: tuple[float, float]


@dataclass(slots=True)
class _AtLine:
    """A track's dealings with one line."""

    was_clear: bool = False
    crossed: int = 0  # forward minus backward since it was clear
    counted: bool = False
    time: float = 0.0
    point: tuple[float, float] = (0.0, 0.0)
    on_its_way: bool = False  # whether the step over the line went on with the one before
    beyond: float | None = None  # since when it has been clear again
    origin: tuple[float, float] | None = None  # from where it came to the line
    counted_at: tuple[float, float] | None = None  # where it was when it counted

    def step(self, crossed: int, path: _Path, share: float, to: tuple[float, float, float]) -> None:
        """Note a step over the line; its time and place lie between two frames."""
        x, y = path.place
        self.crossed += crossed
        self.origin = self.origin or self.counted_at or path.origin
        self.point = (x + share * (to[0] - x), y + share * (to[1] - y))
        self.time = path.time + share * (to[2] - path.time)
        self.on_its_way, self.beyond = path.goes_on(to), None

    def decide(self, distance: float, path: _Path) -> bool:
        """Whether a crossing is complete; notes that the track is clear of the line."""
        time, (width, height) = path.time, _sides(path.track.box)
        far = distance >= max(_FAR * max(width, height), _FAR_PIXELS)
        near = distance >= max(_NEAR * math.sqrt(width * height), _NEAR_PIXELS)
        if not self.crossed:
            self.was_clear = self.was_clear or near
            self.origin = None if near else self.origin
            return False
        if not far and not (near and self.was_clear and not self.counted):
            self.beyond = None
            return False
        if self.beyond is None:
            self.beyond = time
        lasts = _LASTS if far or path.drives else _STAYS
        return time - self.beyond >= lasts - _ROUNDING and self.came(path, _TRAVEL)

    def came(self, path: _Path, share: float) -> bool:
        """Whether a track has come so many longer sides of its box from where it was before the line."""
        return self.origin is not None and math.dist(self.origin, path.place) >= share * max(_sides(path.track.box))

    def ends(self, path: _Path) -> bool:
        """Whether a track that ended has passed: it was seen beyond twice, or once on its way."""
        seen = self.beyond is not None and (self.on_its_way or path.time > self.beyond)
        return seen and self.came(path, _TRAVEL if path.has_stood else _ENDS)

    @property
    def is_half_done(self) -> bool:
        """Whether it came from one side and is on the other, too close to the line to count."""
        return self.was_clear and self.crossed != 0 and not self.counted

    def told(self, place: tuple[float, float]) -> Literal["forward", "backward"]:
        """Count it; it is at a place now."""
        direction: Literal["forward", "backward"] = "forward" if self.crossed > 0 else "backward"
        self.crossed, self.counted, self.beyond, self.origin = 0, True, None, None
        self.counted_at = place
        return direction


@dataclass(slots=True)
class _Path:
    """Where a track was last seen."""

    track: Track
    place: tuple[float, float]
    time: float
    stay: Stay
    lines: list[_AtLine]
    speed: tuple[float, float] = (0.0, 0.0)  # pixels per second of the last step
    first: tuple[float, float] = field(init=False)
    origin: tuple[float, float] = field(init=False)  # where it stood last; the first place until it does
    lately: deque[tuple[float, tuple[float, float]]] = field(default_factory=deque)  # when and where it was
    is_first: bool = True  # while it was seen at one place only, the first

    def __post_init__(self) -> None:
        self.first = self.origin = self.place

    def may_cross(self, to: tuple[float, float], away: float) -> bool:
        """Whether a step to a place that is `away` pixels from a line may lead over it."""
        return away <= math.dist(self.place, to) + _ROUNDING

    def goes_on(self, to: tuple[float, float, float]) -> bool:
        """Whether a step continues the one before."""
        speed = self._speed(to)
        along = speed[0] * self.speed[0] + speed[1] * self.speed[1]
        return along >= _ON_ITS_WAY * (speed[0] ** 2 + speed[1] ** 2)

    def go(self, track: Track, point: tuple[float, float], time: float) -> None:
        """It was seen here now."""
        self.speed = self._speed((*point, time))
        self.is_first = self.is_first and math.dist(point, self.first) < _ON_PIXELS
        self.track, self.place, self.time = track, point, time
        self.stay.see(track.box, time)
        self.origin = point if self.stay.stood else self.origin
        self.lately.append((time, point))
        while self.lately[0][0] < time - _LATELY:
            self.lately.popleft()

    def _speed(self, to: tuple[float, float, float]) -> tuple[float, float]:
        spent = to[2] - self.time
        return ((to[0] - self.place[0]) / spent, (to[1] - self.place[1]) / spent) if spent > 0 else (0.0, 0.0)

    @property
    def drives(self) -> bool:
        """Whether it has come further within a moment than a picture rocks."""
        return math.dist(self.lately[0][1], self.place) >= _TRAVEL * max(_sides(self.track.box))

    @property
    def has_stood(self) -> bool:
        """Whether it ever stood."""
        return self.origin != self.first

    def is_over(self, time: float) -> bool:
        """Whether nobody will go on with it."""
        return time - self.time > (HIDDEN if self.stay.stood else _KEPT)


class LineCounter:
    """Finds crossings of all lines of one camera."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._paths: dict[int, _Path] = {}
        self._tidied = -math.inf

    def take_over(self, before: LineCounter, kept: Kept) -> None:
        """Go on with the tracks of the counter before; at lines that were not there they begin anew."""
        columns = {new: old for old, new in kept.lines.items()}
        self._paths = before._paths
        for path in self._paths.values():
            path.lines = [path.lines[columns[k]] if k in columns else _AtLine() for k in range(len(self._lines))]

    def update(
        self,
        tracks: Sequence[Track],
        points: Sequence[tuple[float, float]],
        time: float,
        present: Collection[int] = (),
    ) -> list[LineCrossing]:
        """Take the tracks observed in one frame.

        Args:
            tracks: observed tracks.
            points: their ground-contact points, pixels.
            time: media time, seconds.
            present: further tracks that have not vanished.

        Returns:
            The crossings decided in this frame.
        """
        self._forget(time)
        if not len(self._lines) or not tracks:
            return []
        here = {*present, *(track.id for track in tracks)}
        for track, point in zip(tracks, points, strict=True):
            if track.id not in self._paths:
                self._paths[track.id] = self._begin(track, point, time, here)
        return self._advance(tracks, points, time)

    def end(self, ids: Iterable[int] | None = None) -> list[LineCrossing]:
        """Tracks that ended, or all: who was seen beyond a line twice has passed; once, if they were on their way.

        Returns:
            The crossings decided by that.
        """
        paths = [self._paths[key] for key in (self._paths if ids is None else ids) if key in self._paths]
        return [self._crossing(k, path, at) for path in paths for k, at in enumerate(path.lines) if at.ends(path)]

    def drove_off(self, ids: Iterable[int]) -> list[LineCrossing]:
        """Tracks that ended: who stood beyond a line and was hidden until then did not wait to be seen again.

        Returns:
            The crossings decided by that.
        """
        paths = [path for key in ids if (path := self._paths.get(key)) is not None and path.stay.stood]
        return [
            self._crossing(k, path, at)
            for path in paths
            for k, at in enumerate(path.lines)
            if at.is_half_done and at.came(path, _TRAVEL)
        ]

    def _advance(
        self, tracks: Sequence[Track], points: Sequence[tuple[float, float]], time: float
    ) -> list[LineCrossing]:
        paths = [self._paths[track.id] for track in tracks]
        away: list[list[float]] = self._lines.distances(np.array(points)).tolist()
        self._step(paths, points, away, time)
        found: list[LineCrossing] = []
        for path, track, point, distances in zip(paths, tracks, points, away, strict=True):
            path.go(track, point, time)
            decided = [k for k, at in enumerate(path.lines) if at.decide(distances[k], path)]
            found += [self._crossing(k, path, path.lines[k]) for k in decided]
        return found

    def _step(
        self,
        paths: Sequence[_Path],
        points: Sequence[tuple[float, float]],
        away: Sequence[Sequence[float]],
        time: float,
    ) -> None:
        """Note who came over which line since they were last seen; most are too far away for that."""
        steps = [(path, to) for path, to, far in zip(paths, points, away, strict=True) if path.may_cross(to, min(far))]
        if not steps:
            return
        before, after = (np.array(ends) for ends in zip(*((path.place, to) for path, to in steps), strict=True))
        sums, shares = (table.tolist() for table in self._lines.crossings(before, after))
        for (path, to), crossed, share in zip(steps, sums, shares, strict=True):
            for k, at in enumerate(path.lines):
                if crossed[k] and not (path.is_first and self._is_on(k, path.place)):
                    at.step(crossed[k], path, share[k], (*to, time))

    def _is_on(self, column: int, place: tuple[float, float]) -> bool:
        """Whether a place is on a line: nobody knows from which side it was come to."""
        return bool(self._lines.distances(np.array([place]))[0, column] < _ON_PIXELS)

    def _crossing(self, column: int, path: _Path, at: _AtLine) -> LineCrossing:
        return LineCrossing(self._lines.settings[column], at.told(path.place), path.track, at.time, at.point)

    def _begin(self, track: Track, point: tuple[float, float], time: float, here: Collection[int]) -> _Path:
        before = predecessor(track, ((key, path.stay) for key, path in self._paths.items() if key not in here))
        if before is not None:
            return self._paths.pop(before)
        lines = [_AtLine() for _ in range(len(self._lines))]
        return _Path(track, point, time, Stay(track.box, time), lines)

    def _forget(self, time: float) -> None:
        """Old paths go; a track that is seen again after that long begins anew."""
        if 0 <= time - self._tidied < _TIDY:
            return
        self._tidied = time
        old = [key for key, path in self._paths.items() if path.is_over(time)]
        for key in old:
            del self._paths[key]


def _sides(box: tuple[float, float, float, float]) -> tuple[float, float]:
    return box[2] - box[0], box[3] - box[1]
