"""In the engine: what the user of a camera of recordings does, told to the decoder that plays them."""

from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

from core.sources.timeline import Position, Timeline
from core.sources.wire import Do, Order

if TYPE_CHECKING:
    from core.sources.decoded import DecodedSource
    from core.sources.recorded_time import Begin


class Controlled(Timeline):
    """Recordings that can be paused and moved about in, from any thread.

    Args:
        typed: see `Timeline`.
        speed: 1 is that of the recording, 0 as fast as possible.
        timeout: see `Timeline`.

    Attributes:
        playing, speed: as the user wants it.
        skipped: pictures that an earlier recording has shown already.
    """

    def __init__(self, typed: Begin | None, speed: float, timeout: float) -> None:
        super().__init__(typed, timeout)
        self.playing, self.speed = True, speed
        self.skipped = 0
        self._lock = threading.RLock()
        self._over = False  # the last recording has ended
        self._epoch = 0
        self._place: Position | None = Position()  # where the next decoder begins; None once its first picture came
        self._show = True  # its first picture is shown even while paused
        self._source: DecodedSource | None = None
        self._index = 0  # of the first picture of the next decoder

    def play(self) -> None:
        """Go on."""
        self._set(Order(Do.PLAY), playing=True)

    def pause(self) -> None:
        """Stay at the picture that is shown."""
        self._set(Order(Do.PAUSE), playing=False)

    def set_speed(self, speed: float) -> None:
        """Play at `speed` times the recording's own, 0 as fast as possible."""
        self.speed = speed
        self._set(Order(Do.SPEED, value=speed), playing=self.playing)

    def step(self, pictures: int) -> None:
        """One picture on, or one back; pauses."""
        if pictures > 0:
            self._set(Order(Do.STEP), playing=False)
            return
        self.pause()
        at = self.position
        if at.offset > 0 or at.file == 0:
            self._go(at, Do.BACK)
        else:
            self._go(Position(at.file - 1, self.length(at.file - 1) or 0.0), Do.SEEK)

    def seek(self, seconds: float) -> None:
        """Go to `seconds` from the beginning of the first recording; gaps between recordings take no time."""
        last = len(self.recordings) - 1
        for file in range(last + 1):
            length = self.length(file)
            if length is None or seconds < length or file == last:
                self._go(Position(file, max(0.0, seconds)), Do.SEEK)
                return
            seconds -= length

    def rewind(self) -> None:
        """Go to the first picture of all, and forget what was found on the way."""
        with self._lock:
            self.gaps, self.skipped, self._index = [], 0, 0
            self._go(Position(), Do.SEEK, another=True)

    def _set(self, order: Order, *, playing: bool) -> None:
        with self._lock:
            self.playing = playing
            if self._source is not None and not self._source.send(order):
                self._source.close()  # it has not begun yet: begun again, it begins as it should

    def _go(self, place: Position, how: Do, *, another: bool = False) -> None:
        """Be elsewhere. In this file its decoder is told; another file, or the same `another` time, gets its own."""
        with self._lock:
            self._epoch = self._epoch % 65_535 + 1
            self._last_time, self._until, self._over = None, 0.0, False
            told = place if how == Do.SEEK else replace(place, offset=max(0.0, place.offset - self._period(place.file)))
            self._place, self._show = told, True
            self._index = sum(
                round((self.length(file) or 0.0) * (self.rate(file) or 0.0)) for file in range(place.file)
            )
            if self._source is None:
                return
            if another or place.file != self._file or not self._source.send(Order(how, self._epoch, place.offset)):
                self._source.close()

    @property
    def turn(self) -> int:
        """Another number each time its user goes elsewhere."""
        return self._epoch
