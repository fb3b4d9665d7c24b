"""In the decoder process: a live stream, fetched as it comes and handed over at its own pace."""

from __future__ import annotations

import math
import time
from functools import partial
from queue import Queue
from typing import TYPE_CHECKING, Final

from core.sources.pace import Pace
from core.sources.video import VideoCapture
from core.sources.wire import Message, Say
from core.threads import After, begin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.packet import Packet
    from av.video.stream import VideoStream

    from core.sources.hand_over import EveryFrame, Outlet
    from core.sources.wire import Job

#: Packets that are fetched ahead: twelve seconds at 60 frames a second and more; then the sender has to wait.
_AHEAD: Final = 1000
#: Seconds behind after which a decoder that is too slow goes on with the newest whole picture.
_TOO_LATE: Final = 2.0
#: Seconds between the times of two packets, one after the other, up to which the second follows the first.
_APART: Final = 1.0
_UNTIMED: Final = 0x80  # AVFMT_NOTIMESTAMPS: a format that carries no times
_LATER: Final = 1e-6  # what separates two pictures of the same moment


class LiveCapture(VideoCapture):
    """A `VideoCapture` whose packets are fetched by a thread of their own, so that none has to wait at the sender's.

    Attributes:
        waited: seconds in all that pictures were waited for.
        left_out: packets that were not decoded, because there was no time to.
    """

    def __init__(self, job: Job) -> None:
        self.waited = 0.0
        self.left_out = 0
        self._pace = Pace()
        self._came = 0.0
        self._last = -math.inf
        super().__init__(job)
        self._pace.believed = not self._container.format.flags & _UNTIMED

    def advance(self) -> bool:
        """Have the next picture be the one that `read` gives; False at the end."""
        self._grabbed = self.skip()
        return self._grabbed

    def due(self) -> float:
        """When the picture is to be handed over, monotonic."""
        now, media = time.monotonic(), self._media()
        return now if math.isnan(media) else self._pace.due(media, now)

    def taken(self) -> float:
        """When the picture was taken, monotonic; later than the one before."""
        media = self._media()
        moment = self._came if math.isnan(media) else self._pace.taken(media, self._came)
        self._last = max(moment, self._last + _LATER)
        return self._last

    def _media(self) -> float:
        return math.nan if self._frame is None else self._seconds(self._frame)

    def _packets(self) -> Iterator[Packet[VideoStream]]:
        return super()._packets() if self.finite else self._fetched()

    def _fetched(self) -> Iterator[Packet[VideoStream]]:
        fetched: Queue[tuple[Packet[VideoStream], float, Pace] | None] = Queue(_AHEAD)
        begin(partial(self._fetch, super()._packets(), fetched), "packets", after=After.NOTED)
        hurry = False
        while True:
            began = time.monotonic()
            item = fetched.get()
            now = time.monotonic()
            self.waited += now - began
            if item is None:
                return
            packet, self._came, self._pace = item
            late = packet.pts is not None and now - self._pace.due(self._when(packet), now) > _TOO_LATE
            hurry = late or (hurry and not packet.is_keyframe)
            if hurry:
                self.left_out += 1
            else:
                yield packet

    def _fetch(
        self, packets: Iterator[Packet[VideoStream]], fetched: Queue[tuple[Packet[VideoStream], float, Pace] | None]
    ) -> None:
        pace, decoded = self._pace, -math.inf
        try:
            for packet in packets:
                now = time.monotonic()
                if packet.pts is not None:
                    media, before = self._when(packet), decoded
                    decoded = float((packet.pts if packet.dts is None else packet.dts) * packet.time_base)
                    is_back, is_apart = decoded < before - _APART, decoded > before + _APART
                    if is_back or not pace.follows(media, now, apart=is_apart):
                        pace = Pace(believed=pace.believed)
                    pace.arrived(media, now)
                fetched.put((packet, now, pace))
        finally:  # whatever ends this thread, nobody waits for it
            fetched.put(None)

    def _when(self, packet: Packet[VideoStream]) -> float:
        return float((packet.pts or 0) * packet.time_base) - self._start


def hand_over_live(capture: LiveCapture, outlet: Outlet, hand: EveryFrame) -> int:
    """Hand over pictures, each when it is due, until there are no more; returns how many there were."""
    count = left_out = 0
    while True:
        began = time.perf_counter() - capture.waited
        if not capture.advance():
            return count
        passed_over, left_out = capture.left_out - left_out, capture.left_out
        count += passed_over
        hand.skipped += passed_over
        if time.monotonic() > capture.due() + 2 * capture.period:
            hand.skipped += 1
        elif not _hand_over(capture, outlet, hand, Message(Say.FRAME, number=count), began):
            return count
        count += 1


def _hand_over(capture: LiveCapture, outlet: Outlet, hand: EveryFrame, message: Message, began: float) -> bool:
    """Make the next picture and hand it over; False if there is none. `began`: when, but for all that was waited."""
    due = capture.due()
    slot = hand.slot()
    picture = capture.read(hand.target(slot))
    if picture is None:
        return False
    decode_ms = (time.perf_counter() - capture.waited - began) * 1000
    slot = hand.settle(slot, picture)
    outlet.wait_until(due)
    taken = capture.taken()
    hand.publish(slot, message._replace(offset=capture.offset, captured=taken, decode_ms=decode_ms))
    return True
