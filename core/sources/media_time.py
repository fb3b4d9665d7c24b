"""Media time: where a recording begins, and its frames' presentation times made fit for use."""

from __future__ import annotations

import math
import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Simulated runs begin here unless told otherwise: any fixed moment will do, so that they replay the same.
SIMULATOR_EPOCH: Final = datetime(2026, 1, 1, 7, tzinfo=UTC).timestamp()

_IN_NAME: Final = re.compile(r"(?<!\d)(\d{4}-\d{2}-\d{2})_(\d{2}-\d{2}-\d{2})(?!\d)")
_STEP: Final = 0.001  # what a frame advances whose time does not
_SPLICE: Final = 1.0  # further back than this, the clock of the recording was set anew
_GAP: Final = 86_400.0  # no recording is silent for a day: a further leap is a broken time


def anchor(path: Path, *, start_time: float | None = None, recorded_at: datetime | None = None) -> float:
    """Time of a recording's first frame, seconds since the epoch.

    In this order: `start_time`, `recorded_at`, a time in the file's name (`_2020-01-01_00-00-00`, the convention of
    OTVision), the time the file was changed. Times without a zone are UTC: a replay must not depend on the machine.
    """
    if start_time is not None:
        return start_time
    when = recorded_at or time_in_name(path.name)
    if when is None:
        return path.stat().st_mtime
    return (when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp()


def time_in_name(name: str) -> datetime | None:
    """The first valid date and time in a file's name, UTC."""
    for match in _IN_NAME.finditer(name):
        try:
            return datetime.strptime(f"{match[1]} {match[2]}", "%Y-%m-%d %H-%M-%S").replace(tzinfo=UTC)
        except ValueError:  # the 31st of February
            continue
    return None


class MediaClock:
    """Turns presentation times into offsets from the first frame that strictly increase.

    Times that are absent (not finite, negative, or the same again) advance by one frame period; small steps back, as
    badly reordered frames have, by a millisecond; after a splice the clock goes on from where it was.

    Args:
        fps: frame rate the container states; nonsense counts as 25.

    Attributes:
        period: seconds from frame to frame.
    """

    def __init__(self, fps: float) -> None:
        sane = math.isfinite(fps) and 0.001 < fps < 1000.0  # noqa: PLR2004 -- what cameras can do, with room
        self.period = 1 / (fps if sane else 25.0)
        self._shift: float | None = None
        self._raw = math.nan
        self._offset = 0.0

    def offset(self, pts: float) -> float:
        """Seconds since the first frame of the frame presented at `pts` seconds."""
        if self._shift is None:
            self._shift = -pts if _usable(pts) else 0.0
        else:
            self._offset = self._next(pts)
        self._raw = pts
        return self._offset

    def _next(self, pts: float) -> float:
        expected = self._offset + self.period
        if not _usable(pts) or pts == self._raw:
            return expected
        time = pts + (self._shift or 0.0)
        if not -_SPLICE < time - self._offset < _GAP:
            self._shift = expected - pts
            return expected
        return time if time > self._offset else self._offset + _STEP


def _usable(pts: float) -> bool:
    return math.isfinite(pts) and pts >= 0.0
