"""Time in bins of the site's local time."""

from __future__ import annotations

import re
from datetime import datetime, timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from core import local_time
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

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
