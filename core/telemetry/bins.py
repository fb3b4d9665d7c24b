"""Time in bins, and whether a camera really watched through all of a bin."""

from __future__ import annotations

import re
from collections import defaultdict
from math import floor
from typing import TYPE_CHECKING, Final

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator

_ROUNDING: Final = 1e-3  # seconds
_UNITS: Final = {"s": 1, "m": 60, "h": 3_600, "d": 86_400}


def parse_bin(text: str) -> int:
    """Seconds of a bin such as 15m, 1h or 30s; a day at most, and a day is a whole number of bins.

    Raises:
        UserError: it is none.
    """
    found = re.fullmatch(r"([1-9]\d{0,4})([smhd])", text)
    seconds = int(found[1]) * _UNITS[found[2]] if found else 0
    if not seconds or _UNITS["d"] % seconds:
        raise UserError(f"'{text}' is no length of a bin", "write for example 15m, 1h or 1d; a day must divide evenly")
    return seconds


def bin_of(time: float, size: int) -> int:
    """Start of the bin that `time` falls into, both seconds since the epoch; bins begin at midnight UTC."""
    return floor(time / size) * size


class Coverage:
    """When cameras were seen to watch.

    A camera says about once a second what it sees, if only that there is nothing. Between two such signs it watched,
    unless they are further apart than `gap`.

    Args:
        size: seconds of a bin.
        gap: seconds without a sign after which a camera was not watching.
        start, end: only time between them counts, seconds since the epoch.
    """

    def __init__(self, size: int, gap: float, start: float, end: float) -> None:
        self._size, self._gap, self._start, self._end = size, gap, start, end
        self._last: dict[Hashable, float] = {}
        self._watched: dict[Hashable, dict[int, float]] = defaultdict(dict)

    def saw(self, camera: Hashable, time: float) -> None:
        """A sign of life of `camera`; to be told in order of time."""
        last = self._last.get(camera, time)
        self._last[camera] = time
        self.watched(camera, last if time - last <= self._gap else time, time)

    def watched(self, camera: Hashable, start: float, end: float) -> None:
        """It watched from one sign of life to another."""
        bins = self._watched[camera]
        for time in (start, end):
            if self._start <= time < self._end:
                bins.setdefault(bin_of(time, self._size), 0.0)
        for first, seconds in _split(max(start, self._start), min(end, self._end), self._size):
            bins[first] = bins.get(first, 0.0) + seconds

    def bins(self, camera: Hashable) -> dict[int, float]:
        """Seconds watched in each bin in which there was a sign of the camera."""
        return dict(self._watched[camera])

    def complete(self, seconds: float) -> bool:
        """Whether so many seconds are a whole bin."""
        return seconds >= self._size - _ROUNDING


def _split(start: float, end: float, size: int) -> Iterator[tuple[int, float]]:
    """The parts of [start, end) by bin."""
    while start < end:
        first = bin_of(start, size)
        stop = min(end, first + size)
        yield first, stop - start
        start = stop
