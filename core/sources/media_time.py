"""Media time: frames' presentation times made fit for use."""

from __future__ import annotations

import math
from datetime import UTC, datetime, tzinfo
from typing import Final

#: Simulated runs begin here unless told otherwise: any fixed moment will do, so that they replay the same.
SIMULATOR_EPOCH: Final = datetime(2026, 1, 1, 7, tzinfo=UTC).timestamp()

_STEP: Final = 0.001  # what a frame advances whose time does not
#: Further back than this, seconds, or than so many frames, the clock of the recording was set anew, or two recordings
#: were joined that overlap: frames that are badly ordered are a few out of place. A second is no disorder in any case.
_SPLICE: Final = 0.25
_SPLICE_FRAMES: Final = 8
_SURELY: Final = 1.0
_BACK_AGAIN: Final = 4  # frames within which the old clock goes on if only one frame's time was broken
_GAP: Final = 86_400.0  # no recording is silent for a day: a further leap is a broken time


def seconds(moment: datetime, zone: tzinfo = UTC) -> float:
    """Seconds since the epoch. A time without a zone is one of `zone`."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=zone)).timestamp()


class MediaClock:
    """Turns presentation times into offsets from the first frame that strictly increase.

    Times that are absent (not finite, negative, or the same again) advance by one frame period; small steps back, as
    badly reordered frames have, by a millisecond; after a splice the clock goes on from where it was, also where the
    second part repeats the end of the first.

    Args:
        fps: frame rate the container states; nonsense counts as 25.

    Attributes:
        period: seconds from frame to frame.
        regular: so far every frame was at the time it states.
    """

    def __init__(self, fps: float) -> None:
        sane = math.isfinite(fps) and 0.001 < fps < 1000.0  # noqa: PLR2004 -- what cameras can do, with room
        self.period = 1 / (fps if sane else 25.0)
        self.regular = True
        self._shift: float | None = None
        self._doubted: float | None = None  # the shift up to a splice, as long as that may be one frame's broken time
        self._back = min(_SURELY, max(_SPLICE, _SPLICE_FRAMES * self.period))
        self._raw = math.nan
        self._offset = 0.0

    def place(self, offset: float) -> float | None:
        """The presentation time, seconds, of what is `offset` seconds after the first frame; None: nobody knows."""
        return offset - self._shift if self.regular and self._shift is not None else None

    def jump(self, pts: float) -> float:
        """The same as `offset` for a frame that does not follow the last one; only while `regular`."""
        self._offset, self._raw = pts + (self._shift or 0.0), pts
        return self._offset

    def offset(self, pts: float) -> float:
        """Seconds since the first frame of the frame presented at `pts` seconds."""
        if self._shift is None:
            self._shift = -pts if _usable(pts) else 0.0
            self.regular = _usable(pts)
        else:
            self._offset = self._next(pts)
        self._raw = pts
        return self._offset

    def _next(self, pts: float) -> float:
        expected = self._offset + self.period
        if not _usable(pts) or pts == self._raw:
            self.regular = False
            return expected
        before, self._doubted = self._doubted, None
        if before is not None and 0 < pts + before - self._offset < _BACK_AGAIN * self.period:
            self._shift = before
        time = pts + (self._shift or 0.0)
        if not -self._back < time - self._offset < _GAP:
            self._doubted = self._shift
            self._shift, self.regular = expected - pts, False
            return expected
        if time > self._offset:
            return time
        self.regular = False
        return self._offset + _STEP


def _usable(pts: float) -> bool:
    return math.isfinite(pts) and pts >= 0.0
