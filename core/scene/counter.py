"""Counting over lines: every road user that really passes counts once.

The rule, for each track and line:

1. A track must have been clear of the line: `_NEAR` of its size away from it (or, if it was first seen closer, it must
   get `_FAR` away beyond). What is first seen beyond the line does not count.
2. While it is close, crossings of its path through the line itself (not its extension) add up, forward +1, backward
   -1: jitter cancels out.
3. When it is clear again, a sum that is not zero is one crossing, at the time and place of the last step over the line.
4. After that only `_FAR` is clear: whoever rocks on the line counts once; whoever goes back for good counts backward
   once, and forward again only when clearly on the old side before.
5. A new track that begins where another vanished a moment ago continues the other's state: picked up again, it does
   not count again, and what was half counted is not lost.

The class plays no part, so it may flip; `core.analyse.class_wait` waits for it.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

import numpy as np

from core.scene.heirs import predecessor

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.scene.geometry import Lines
    from core.scene.heirs import Box
    from core.scene.kept import Kept
    from core.settings.scene import Line
    from core.types import Track

_NEAR: Final = 0.15  # sizes (geometric mean of width and height)
_FAR: Final = 0.5
_NEAR_PIXELS: Final = 4.0  # no detector is steadier than this
_FAR_PIXELS: Final = 10.0
_KEPT: Final = 30.0  # seconds; longer than any tracker waits for what it lost


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

    def step(self, crossed: int, path: _Path, share: float, to: tuple[float, float, float]) -> None:
        """Note a step over the line; its time and place lie between two frames."""
        x, y = path.place
        self.crossed += crossed
        self.point = (x + share * (to[0] - x), y + share * (to[1] - y))
        self.time = path.time + share * (to[2] - path.time)


@dataclass(slots=True)
class _Path:
    """Where a track was last seen."""

    place: tuple[float, float]
    time: float
    box: Box
    lines: list[_AtLine]


class LineCounter:
    """Finds crossings of all lines of one camera."""

    def __init__(self, lines: Lines) -> None:
        self._lines = lines
        self._paths: dict[int, _Path] = {}

    def take_over(self, before: LineCounter, kept: Kept) -> None:
        """Go on with the tracks of the counter before; at lines that were not there they begin anew."""
        columns = {new: old for old, new in kept.lines.items()}
        self._paths = before._paths
        for path in self._paths.values():
            path.lines = [path.lines[columns[k]] if k in columns else _AtLine() for k in range(len(self._lines))]

    def update(self, tracks: Sequence[Track], points: Sequence[tuple[float, float]], time: float) -> list[LineCrossing]:
        """Take the tracks observed in one frame.

        Args:
            tracks: observed tracks.
            points: their ground-contact points, pixels.
            time: media time, seconds.

        Returns:
            The crossings decided in this frame.
        """
        self._forget(time)
        if not len(self._lines) or not tracks:
            return []
        here = {track.id for track in tracks}
        for track, point in zip(tracks, points, strict=True):
            if track.id not in self._paths:
                self._paths[track.id] = self._begin(track, point, time, here)
        return self._advance(tracks, points, time)

    def _advance(
        self, tracks: Sequence[Track], points: Sequence[tuple[float, float]], time: float
    ) -> list[LineCrossing]:
        after = np.array(points)
        before = np.array([self._paths[track.id].place for track in tracks])
        sums, shares = self._lines.crossings(before, after)
        told = zip(tracks, points, self._lines.distances(after).tolist(), sums.tolist(), shares.tolist(), strict=True)
        found: list[LineCrossing] = []
        for track, point, distances, crossed, share in told:
            path = self._paths[track.id]
            size = _size(track.box)
            for k, at in enumerate(path.lines):
                if crossed[k]:
                    at.step(crossed[k], path, share[k], (*point, time))
                if _decide(at, distances[k], size):
                    direction: Literal["forward", "backward"] = "forward" if at.crossed > 0 else "backward"
                    found.append(LineCrossing(self._lines.settings[k], direction, track, at.time, at.point))
                    at.crossed, at.counted = 0, True
            path.place, path.time, path.box = point, time, track.box
        return found

    def _begin(self, track: Track, point: tuple[float, float], time: float, here: Iterable[int]) -> _Path:
        before = predecessor(
            track, ((key, path.box, path.time) for key, path in self._paths.items() if key not in here)
        )
        if before is not None:
            return self._paths.pop(before)
        return _Path(point, time, track.box, [_AtLine() for _ in range(len(self._lines))])

    def _forget(self, time: float) -> None:
        """Old paths go; a track that is seen again after that long begins anew."""
        old = [key for key, path in self._paths.items() if time - path.time > _KEPT]
        for key in old:
            del self._paths[key]


def _decide(at: _AtLine, distance: float, size: float) -> bool:
    """Whether a crossing is complete; notes that the track is clear of the line."""
    far = distance >= max(_FAR * size, _FAR_PIXELS)
    near = distance >= max(_NEAR * size, _NEAR_PIXELS)
    if at.crossed:
        return far or (near and at.was_clear and not at.counted)
    at.was_clear = at.was_clear or near
    return False


def _size(box: Box) -> float:
    return math.sqrt((box[2] - box[0]) * (box[3] - box[1]))
