"""Whether a camera really watched through all of a bin."""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

    from core.reports.bins import Grid

#: Seconds for which an engine that tells stretches may say nothing more about the time before.
NEAR: Final = 45.0
_ROUNDING: Final = 1e-3  # seconds


class Coverage:
    """When cameras watched.

    An engine tells stretches in which pictures came without a gap, and whether anything could be counted in them. Of
    older engines there are only signs: about once a second they say what they see, if only that there is nothing.
    Between two such signs a camera watched, unless they are further apart than `gap`. Where stretches are told, and
    near them, signs tell nothing.

    Args:
        grid: the bins.
        gap: seconds without a sign after which a camera was not watching.
        start, end: only time between them counts, seconds since the epoch.
    """

    def __init__(self, grid: Grid, gap: float, start: float, end: float) -> None:
        self._grid, self._gap, self._start, self._end = grid, gap, start, end
        self._last: dict[Hashable, float] = {}
        self._signs: dict[Hashable, dict[int, float]] = defaultdict(dict)
        self._told: dict[Hashable, dict[int, float]] = defaultdict(dict)
        self._reached: dict[Hashable, float] = {}

    def saw(self, camera: Hashable, time: float) -> None:
        """A sign of life of `camera`; to be told in order of time."""
        last = self._last.get(camera, time)
        self._last[camera] = time
        self.watched(camera, last if time - last <= self._gap else time, time)

    def watched(self, camera: Hashable, start: float, end: float) -> None:
        """It watched from one sign of life to another."""
        bins, last = self._signs[camera], self._grid.start(end)
        if max(last, self._start) <= start <= end < self._end:  # most signs by far are in the bin of the one before
            bins[last] = bins.get(last, 0.0) + (end - start)
            return
        for time in (start, end):
            if self._start <= time < self._end:
                bins.setdefault(self._grid.start(time), 0.0)
        for first, seconds in self._split(start, end):
            bins[first] = bins.get(first, 0.0) + seconds

    def stretch(self, camera: Hashable, start: float, end: float, *, good: bool) -> None:
        """Pictures came from `start` to `end`; to be told in order of `end`. What is told twice counts once."""
        bins, reached = self._told[camera], self._reached.get(camera, start)
        self._reached[camera] = max(reached, end)
        for first, seconds in self._split(max(start, reached), end):
            bins[first] = bins.get(first, 0.0) + seconds * good

    def total(self, camera: Hashable, time: float, seconds: float) -> None:
        """Stretches in the bin that holds `time`, or a part of it, add up to `seconds`; less than none takes away."""
        first = self._grid.start(time)
        most = min(self._grid.end(first), self._end) - max(first, self._start)
        bins = self._told[camera]
        bins[first] = max(0.0, min(most, bins.get(first, 0.0) + seconds))

    def bins(self, camera: Hashable) -> dict[int, float]:
        """Seconds watched in each bin in which there was a sign of the camera."""
        told = self._told[camera]
        known = sorted(told)
        signs = {start: seconds for start, seconds in self._signs[camera].items() if not self._near(start, known)}
        return {**signs, **told}

    def _near(self, start: int, known: list[int]) -> bool:
        """Whether a bin is one of `known` ones or close to one."""
        place = bisect(known, start)
        before = place > 0 and self._grid.end(known[place - 1]) + NEAR > start
        return before or (place < len(known) and known[place] - NEAR < self._grid.end(start))

    def complete(self, start: int, seconds: float) -> bool:
        """Whether so many seconds are the whole bin that begins at `start`."""
        return seconds >= self._grid.end(start) - start - _ROUNDING

    def _split(self, start: float, end: float) -> Iterator[tuple[int, float]]:
        """The parts of [start, end) by bin, as far as they count."""
        start, end = max(start, self._start), min(end, self._end)
        while start < end:
            first = self._grid.start(start)
            stop = min(end, self._grid.end(first))
            yield first, stop - start
            start = stop
