"""In which stretches of time a camera's pictures were looked at, and could be counted."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from core.events import STRETCH, Watching, event_id, utc
from core.stillness import Stillness

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events.models import Quality
    from core.types import Frame

#: Seconds between two pictures after which the time between was not watched.
GAP: Final = 1.5
_LOOK: Final = 1.0  # seconds between two looks at what a picture is like
_ROUNDING: Final = 1e-6


class Watch:
    """Follows one camera's frames and tells stretches without a gap, each of one quality.

    What did not change for a while is told only when it is clear whether it is frozen: then all of it is.

    Args:
        site, camera: whose.

    Attributes:
        stillness: what the pictures are like now.
        lost: seconds of frozen and black pictures so far.
    """

    def __init__(self, site: str, camera: str) -> None:
        self._site, self._camera = site, camera
        self.stillness = Stillness()
        self.lost = 0.0
        self._begin: float | None = None  # of what was not told yet
        self._newest = 0.0
        self._period = 0.0
        self._looked = -math.inf
        self._quality: Quality = "good"
        self._over = False  # no picture follows

    def see(self, frame: Frame) -> list[Watching]:
        """Take one frame; frames must come in order. Returns the stretches that are known by now."""
        time, told = frame.time, []
        if self._begin is None:
            self._anew(time)
        elif time - self._newest > GAP or time < self._newest:
            told = self.finish()
            self._anew(time)
        else:
            self._period = time - self._newest
        self._newest, self._over = time, False
        if abs(time - self._looked) >= _LOOK:
            self._looked = time
            self.stillness.see(frame.image, time)
            told += self._known(time)
        return told

    def finish(self) -> list[Watching]:
        """No picture follows the newest one, which was there for as long as the one before."""
        self._over = True
        if self._begin is None:
            return []
        return list(self._tell(self._newest + self._period, self._quality))

    @property
    def unchanged(self) -> float:
        """For how many seconds the picture is frozen."""
        still = self.stillness
        return self._newest - still.since if still.quality == "frozen" else 0.0

    def notice(self, *, live: bool) -> str | None:
        """What is wrong with the pictures now; of a recording, also for how long it was."""
        quality = self.stillness.quality
        if quality != "good" and (live or not self._over):
            return f"the image is {quality}: nothing can be counted"
        if not live and self.lost >= 1:
            return f"{self.lost:.0f} s of the recording are a frozen or black image, in which nothing can be counted"
        return None

    def _anew(self, time: float) -> None:
        self.stillness.anew()
        self._begin, self._period, self._looked, self._quality = time, 0.0, -math.inf, "good"

    def _known(self, time: float) -> Iterator[Watching]:
        """After a look: what came to its end, and what has become certain."""
        now, since = self.stillness.quality, self.stillness.since
        if now != self._quality:
            yield from self._tell(time if now == "good" else since, self._quality)
            self._quality = now
        certain = since if now == "good" else time
        grid = math.floor(certain / STRETCH + _ROUNDING) * STRETCH
        if self._begin is not None and grid > self._begin:
            yield from self._tell(grid, now)

    def _tell(self, end: float, quality: Quality) -> Iterator[Watching]:
        """All from where the last stretch ended to `end`, cut by the grid."""
        begin = self._begin or 0.0
        while begin < end - _ROUNDING:
            stop = min(end, (math.floor(begin / STRETCH + _ROUNDING) + 1) * STRETCH)
            self.lost += 0.0 if quality == "good" else stop - begin
            yield self._stretch(begin, stop, quality)
            begin = stop
        self._begin = begin

    def _stretch(self, begin: float, end: float, quality: Quality) -> Watching:
        return Watching(
            id=event_id(self._site, self._camera, "watching", quality, end),
            site=self._site,
            camera=self._camera,
            time=utc(end),
            seconds=round(end - begin, 6),
            quality=quality,
        )
