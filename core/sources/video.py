"""In the decoder process: a file or stream through FFmpeg's libraries (PyAV), and the way to any place in a file."""

from __future__ import annotations

import math
import time
from collections import deque
from typing import TYPE_CHECKING, Final, cast

import av.error
from av.packet import Packet

from core.notices import together
from core.sources.capture import CaptureError
from core.sources.container import best_stream, open_container, problem
from core.sources.damage import Holes, Trust, marked, marked_live, missing
from core.sources.joined import Spread, later_videos, one_video
from core.sources.media_time import MediaClock
from core.sources.pictures import Filters, Pictures
from core.sources.ring import MAX_PIXELS
from core.sources.slow_motion import slower, told

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator

    from av.container import InputContainer
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream

    from core.sources.wire import Job
    from core.types import Image

_IMAGE: Final = "_pipe"  # how FFmpeg's names of image formats end
_MICRO: Final = 1e-6  # FFmpeg's unit for the length of a whole file
_MOST_FRAMES: Final = 1e9  # what states more is damaged
_MOST_FAILURES: Final = 200  # in a row, after which a damaged file is given up
_NEARLY_ALL: Final = 0.95
_SHORT: Final = 1.0  # seconds that may be missing at the end of what only tells its length
_BACK: Final = (1.0, 8.0, 60.0)  # seconds before a place from which it is walked to


class VideoCapture:
    """A `Capture` of a file or stream.

    Attributes:
        number: of the picture that `read` gives next.

    Raises:
        CaptureError: it cannot be opened or its pictures are too large.
    """

    truth = b""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._trust = Trust()
        self._lost = "lost"  # why a stream ended
        self._begin()
        # A stream's pictures are left as they are: lines are drawn on them in pixels.
        self._pictures = Pictures(self._stream.sample_aspect_ratio if job.kind == "file" else None)
        self.period = self._clock.period
        self._holes = Holes(self.period)

    def _begin(self) -> None:
        self._container = open_container(self._job)
        self._left: list[InputContainer] = []  # what comes out of these may not be decoded yet
        self._spread = Spread()
        self._stream: VideoStream = best_stream(self._container, self._job.kind)
        _refuse_large(self._stream.width, self._stream.height)
        start, base = self._stream.start_time, self._stream.time_base
        self._start = float(start * base) if start is not None and base else 0.0
        rate = float(self._stream.guessed_rate or self._stream.average_rate or 0)
        self._slower = slower(self._container.metadata, rate) if self._job.kind == "file" else 1.0
        self._clock = MediaClock(rate * self._slower)
        self._frame: VideoFrame | None = None
        self._hidden = set[int | None]()  # frames that the file keeps but does not show: what was cut off before them
        self._landing = False  # the next frame is the first one after a jump
        self._grabbed = False  # the next picture has been looked for already
        self.number, self.offset = 0, 0.0
        self._frames = self._decoded()

    @property
    def finite(self) -> bool:
        """Whether the stream is a recording with an end, as far as it says."""
        return self.stated > 0

    @property
    def stated(self) -> int:
        """Frames, as far as the container says; 0 if it does not."""
        count = self._kept or round((self.length or 0.0) / self.period)
        return count if 0 < count < _MOST_FRAMES else 0

    @property
    def _kept(self) -> int:
        """Frames that the container counts, without those that it does not show; 0 if it does not count."""
        return max(0, self._stream.frames - len(self._hidden))

    @property
    def length(self) -> float | None:
        """Seconds, as far as the container says."""
        if self._stream.duration and self._stream.time_base:
            return float(self._stream.duration * self._stream.time_base) / self._slower
        return (self._container.duration or 0) * _MICRO / self._slower or None

    def read(self, target: Image | None) -> Image | None:
        """See `Capture`. A picture that cannot be made is none: the next one is given."""
        while self._grabbed or self.skip():
            self._grabbed = False
            if self._frame is None:
                break
            _refuse_large(self._frame.width, self._frame.height)
            try:
                return self._pictures.make(self._frame, target)
            except av.error.FFmpegError:
                self._trust.refused += 1
        return None

    def skip(self) -> bool:
        """See `Capture`."""
        self._frame, self.offset = next(self._frames, (None, self.offset))
        if self._frame is None:
            return False
        self.number += 1
        if self._job.kind == "file":
            self._holes.see(self.offset)
        return True

    def _decoded(self) -> Iterator[tuple[VideoFrame, float]]:
        """All frames from here on that are to be seen, each with its place. Those that are not, take time as well."""
        filters, places = Filters(), deque[float]()
        for packet in (marked if self._job.kind == "file" else marked_live)(self._packets()):
            try:
                for frame in packet.stream.decode(packet):
                    place = self._place(frame)
                    if self._trust.accepts(frame):
                        places.append(place)
                        yield from ((ready, places.popleft()) for ready in filters.put(frame))
            except av.error.EOFError:  # this decoder was told before that there is no more
                continue
            except av.error.FFmpegError:
                self._trust.refused += 1
                self._trust.broken()
        yield from ((ready, places.popleft()) for ready in filters.rest())

    def _place(self, frame: VideoFrame) -> float:
        """Seconds from the first frame."""
        landing, self._landing = self._landing, False
        return (self._clock.jump if landing else self._clock.offset)(self._seconds(frame))

    def _seconds(self, frame: VideoFrame) -> float:
        """On the container's own clock, from where that begins, at the pace of what was recorded."""
        time: float | None = frame.time  # PyAV's types do not say so
        return math.nan if time is None else (time - self._start) / self._slower

    def _packets(self) -> Iterator[Packet[VideoStream]]:
        """All packets; what cannot be read in a file is passed over."""
        failures, self._heard = 0, time.monotonic()
        while failures < _MOST_FAILURES:
            try:
                for packet in self._container.demux(self._stream):
                    failures, self._heard = 0, time.monotonic()
                    self._spread.see(packet)
                    if packet.is_discard:
                        self._hidden.add(packet.dts)
                    if packet.size or packet.dts is None:  # an empty one says that nothing has changed
                        yield packet
            except av.error.FFmpegError as error:
                failures += 1 if self._job.kind == "file" else _MOST_FAILURES
                self._failed(error)
            except IndexError:  # PyAV's way to say that it is over where streams came that were not there at first
                break
            else:
                break
        yield self._flush()
        if self._spread.leaves(self._job):
            yield from self._later()

    def _later(self) -> Iterator[Packet[VideoStream]]:
        """The packets of streams that begin where the first one ends: a recorder has joined what it received."""
        try:
            for number in later_videos(self._job, len(self._container.streams)):
                self._left.append(self._container)
                self._container, self._stream = one_video(self._job, number)
                yield from self._container.demux(self._stream)
        except (av.error.FFmpegError, IndexError):
            self._trust.broken()
            yield self._flush()

    def _failed(self, error: av.error.FFmpegError) -> None:
        """Reading failed: what a file gives next may not follow, and a stream is over."""
        silent = time.monotonic() - self._heard >= self._job.timeout
        self._lost = "timeout" if silent else problem(error, "lost")
        self._trust.broken()

    def _flush(self) -> Packet[VideoStream]:
        """Has the decoder give what it holds back."""
        packet = cast("Packet[VideoStream]", Packet())
        packet.stream = self._stream
        if self._stream.time_base:
            packet.time_base = self._stream.time_base
        return packet

    def seek(self, offset: float, hurry: threading.Event) -> None:
        """See `deck.Recorded`. Past the end, the last picture."""
        last = self._walk(offset - self._clock.period / 10, hurry)
        if last is not None and not hurry.is_set():
            self._walk(last - self._clock.period / 10, hurry)

    def before(self, offset: float, hurry: threading.Event) -> None:
        """See `deck.Recorded`. Before the first picture there is only that one."""
        self._land(offset - self._clock.period / 10, hurry)
        before = 0.0
        while self.offset < offset - self._clock.period / 10 and not hurry.is_set():
            before = self.offset
            if not self.skip():
                break
        self._walk(before - self._clock.period / 10, hurry)

    def _walk(self, offset: float, hurry: threading.Event) -> float | None:
        """Go to the first picture from `offset` on; if there is none, to the end, and tell where the last one was."""
        self._land(offset, hurry)
        while self.offset < offset and not hurry.is_set():
            last = self.offset
            if not self.skip():
                self._grabbed = False
                return last
        self._grabbed = True
        return None

    def _land(self, offset: float, hurry: threading.Event) -> None:
        """Be at a picture at or before `offset`; the container's own idea of where that is, is looked at, not trusted.

        After a jump, pictures may be missing that others were needed for; a second earlier they do no harm.
        """
        for back in _BACK:
            place = self._clock.place(offset - back)
            if offset <= back or place is None or hurry.is_set():
                break
            if self._jump(place) and 0 <= self.offset <= offset - back / 2:
                self.number = round(self.offset / self._clock.period) + 1
                return
        self._rewind()

    def _jump(self, place: float) -> bool:
        """Be at the first frame that comes after a jump to `place`, seconds on the container's own clock."""
        self._holes.anew()
        self._trust = Trust()
        try:
            base = self._stream.time_base or 1
            self._container.seek(round((place * self._slower + self._start) / base), stream=self._stream)
        except av.error.FFmpegError:
            return False
        self._landing = True
        self._frames = self._decoded()
        return self.skip()

    def _rewind(self) -> None:
        """Be at the first picture, in a way that works for every file."""
        self._holes.anew()
        self._trust = Trust()
        self.close()
        self._begin()
        self.skip()

    def ending(self, frames: int) -> tuple[str, str | None, str | None]:
        """See `Capture`."""
        if self._job.kind == "file":
            nothing = {0: "no_picture", 1: "one_picture"}.get(frames)
            return ("failed", nothing, None) if nothing else ("ended", None, self._missing(frames))
        if frames == 1 and self._container.format.name.endswith(_IMAGE):
            return "lost", "snapshot", None
        if self.finite and frames >= self.stated * _NEARLY_ALL:
            return "ended", None, None
        return "lost", self._lost, None

    def _missing(self, frames: int) -> str | None:
        """What the recording is without. What a container states is believed where there is a sign of it."""
        counted = self._kept / float((self._stream.average_rate or 0) * self._slower or 1 / self.period)
        length = max(self.length or 0.0, counted)
        sure = self._stream.duration or len(self._container.streams) == 1
        left = length - self.offset - self.period
        short = left > max(_SHORT if not self._stream.frames else 0.0, 2.5 * self.period)
        short &= bool(sure or left > (1 - _NEARLY_ALL) * length)
        believed = short or self._holes.found or self._trust.refused
        lacks = missing(frames, self.stated if believed else 0, self._holes.found, self._trust.repaired)
        return together([lacks, told(self._slower)])

    def close(self) -> None:
        """See `Capture`."""
        for container in (self._container, *self._left):
            container.close()


def _refuse_large(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise CaptureError("too_large")
