"""Time in bins of the site's local time, and whether a camera really watched through all of a bin."""

from __future__ import annotations

import re
from collections import defaultdict
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from core import local_time
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
        raise UserError(
            f"'{text}' is not a valid bin length", "use for example 15m, 1h or 1d; a day must be a multiple of it"
        )
    return seconds


class Grid:
    """Where bins begin and end. They follow the local clock: a day is one from midnight to midnight, 23 to 25 hours.

    Args:
        size: seconds of a bin on a day without a change of the clock; a day is a whole number of bins.
        zone: whose clock.
    """

    def __init__(self, size: int, zone: tzinfo) -> None:
        self.size, self.zone = size, zone
        self._known = (0, 0)  # the bin asked for last: events come in order

    def start(self, time: float) -> int:
        """Start of the bin that `time` falls into, both seconds since the epoch."""
        return self._bin(time)[0]

    def end(self, start: int) -> int:
        """Where the bin that begins at `start` ends."""
        return self._bin(start)[1]

    def starts(self, first: float, end: float) -> Iterator[int]:
        """Of all bins from the one that holds `first` to before `end`."""
        start = self.start(first)
        while start < end:
            yield start
            start = self.end(start)

    def _bin(self, time: float) -> tuple[int, int]:
        if not self._known[0] <= time < self._known[1]:
            start = self._start(time)
            self._known = (start, self._end(start))
        return self._known

    def _start(self, time: float) -> int:
        return round(self._floor(local_time.local(time, self.zone)).timestamp())

    def _end(self, start: int) -> int:
        """The next full step of the clock, or the first before it where the clock is put back and shows some twice."""
        here = local_time.local(start, self.zone)
        clock = self._floor(here).replace(tzinfo=None) + timedelta(seconds=self.size)
        ends = (round(clock.replace(tzinfo=self.zone, fold=fold).timestamp()) for fold in (0, 1))
        end = next(one for one in ends if one > start)
        while (between := self._start(end - 1)) > start:
            end = between
        return end

    def _floor(self, here: datetime) -> datetime:
        midnight = here.replace(hour=0, minute=0, second=0, microsecond=0)
        since = (here.hour * 60 + here.minute) * 60 + here.second
        clock = midnight.replace(tzinfo=None) + timedelta(seconds=since // self.size * self.size)
        return clock.replace(tzinfo=self.zone, fold=here.fold)


class Coverage:
    """When cameras were seen to watch.

    A camera says about once a second what it sees, if only that there is nothing. Between two such signs it watched,
    unless they are further apart than `gap`.

    Args:
        grid: the bins.
        gap: seconds without a sign after which a camera was not watching.
        start, end: only time between them counts, seconds since the epoch.
    """

    def __init__(self, grid: Grid, gap: float, start: float, end: float) -> None:
        self._grid, self._gap, self._start, self._end = grid, gap, start, end
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
                bins.setdefault(self._grid.start(time), 0.0)
        for first, seconds in self._split(max(start, self._start), min(end, self._end)):
            bins[first] = bins.get(first, 0.0) + seconds

    def bins(self, camera: Hashable) -> dict[int, float]:
        """Seconds watched in each bin in which there was a sign of the camera."""
        return dict(self._watched[camera])

    def complete(self, start: int, seconds: float) -> bool:
        """Whether so many seconds are the whole bin that begins at `start`."""
        return seconds >= self._grid.end(start) - start - _ROUNDING

    def _split(self, start: float, end: float) -> Iterator[tuple[int, float]]:
        """The parts of [start, end) by bin."""
        while start < end:
            first = self._grid.start(start)
            stop = min(end, self._grid.end(first))
            yield first, stop - start
            start = stop
