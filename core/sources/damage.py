"""In the decoder process: which decoded frames are pictures of what was there, and what a recording is without."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, cast

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from av.packet import Packet
    from av.video.frame import VideoFrame
    from av.video.stream import VideoStream
    from numpy.typing import NDArray

#: Seconds after damage for which a whole picture is waited for; some streams renew theirs bit by bit and have none.
_RENEWED: Final = 5.0
#: Seconds without any picture after which the decoder's own doubts count no longer: some streams raise them for ever.
_DOUBTED: Final = 30.0
#: What differs by more than this in so large a share of the picture is not what was there before.
_OTHER: Final = 30
_LITTLE: Final = 0.04
_ROWS: Final = 60  # of samples
_BYTE: Final = 8  # bits
#: A step longer than this, seconds, and than so many frames is a hole.
_HOLE: Final = 1.0
_HOLE_FRAMES: Final = 10


class Torn:
    """Marks a packet, and then its frame, of which a part is lost; PyAV wants another one for each."""


def marked(packets: Iterator[Packet[VideoStream]]) -> Iterator[Packet[VideoStream]]:
    """The same, marked where a part is lost, as far as the container tells.

    A parser that waits for the next frame tells it of the one before. Where recordings were joined, nothing is lost,
    though the container believes so: a whole picture comes next.
    """
    before = False
    one, two = next(packets, None), next(packets, None)
    while one is not None:
        three = next(packets, None)
        if (one.is_corrupt and not _is_whole(three)) or (before and not _is_whole(two)):
            one.opaque = Torn()
        before = one.is_corrupt
        yield one
        one, two = two, three


def marked_live(packets: Iterator[Packet[VideoStream]]) -> Iterator[Packet[VideoStream]]:
    """As `marked`, without waiting for what comes next."""
    before = False
    for packet in packets:
        if packet.is_corrupt or before:
            packet.opaque = Torn()
        before = packet.is_corrupt
        yield packet


def _is_whole(packet: Packet[VideoStream] | None) -> bool:
    return packet is not None and packet.is_keyframe


class Trust:
    """Leaves out frames that lost what they were made from: grey, smeared or half of another picture.

    Attributes:
        refused: how many were left out, or could not be decoded or made.
        repaired: how many were taken though a part was lost, which the decoder has made up for.
    """

    def __init__(self) -> None:
        self.refused = 0
        self.repaired = 0
        self._broken: float | None = None  # since when, seconds on the stream's own clock
        self._hurt = 0.0  # when for the last time
        self._before: VideoFrame | None = None  # the frame that was taken last
        self._latest = 0.0
        self._unknown = False

    def broken(self) -> None:
        """Something could not be decoded: what comes next may refer to it."""
        self._unknown = True

    def accepts(self, frame: VideoFrame) -> bool:
        """Whether `frame` shows what was there."""
        now = self._latest if frame.time is None else frame.time
        self._latest = now
        torn = frame.is_corrupt or isinstance(frame.opaque, Torn)
        if self._unknown or torn:
            self._unknown = False
            self._broken = now if self._broken is None else self._broken
            self._hurt = now
        if self._broken is not None:
            if not torn and (frame.key_frame or not 0 <= now - self._hurt < _RENEWED):
                self._broken = None
            elif 0 <= now - self._broken < _DOUBTED and not self._is_like_before(frame):
                self.refused += 1
                return False
        self.repaired += self._broken is not None
        self._before = frame
        return True

    def _is_like_before(self, frame: VideoFrame) -> bool:
        """Whether what was lost was little, or has been patched up well."""
        sample, before = _sampled(frame), None if self._before is None else _sampled(self._before)
        if sample is None or before is None or sample.shape != before.shape:
            return False
        return float(np.mean(np.abs(sample - before) > _OTHER)) < _LITTLE


def _sampled(frame: VideoFrame) -> NDArray[np.int16] | None:
    """Brightness on a coarse grid; None where it is not told in bytes."""
    if frame.format.components[0].bits != _BYTE:
        return None
    plane = frame.planes[0]
    data = cast("bytes", plane)  # a buffer, though its types do not say so
    rows = np.frombuffer(data, np.uint8).reshape(-1, abs(plane.line_size))
    apart = max(1, plane.height // _ROWS)
    return rows[::apart, : plane.width : apart].astype(np.int16)


class Hole(NamedTuple):
    """No pictures from when to when, seconds from the first one."""

    begin: float
    end: float


class Holes:
    """Finds where a recording has no pictures.

    Args:
        period: seconds from picture to picture.
    """

    def __init__(self, period: float) -> None:
        self.found: list[Hole] = []
        self._least = max(_HOLE, _HOLE_FRAMES * period)
        self._before: float | None = None

    def see(self, offset: float) -> None:
        """Take the next picture's place, seconds from the first one."""
        if self._before is not None and offset - self._before > self._least:
            self.found.append(Hole(self._before, offset))
        self._before = offset

    def anew(self) -> None:
        """The next picture does not follow the last."""
        self._before = None


def missing(frames: int, stated: int, holes: list[Hole], repaired: int) -> str | None:
    """What a recording is without, in words; None if it is whole.

    Args:
        frames: how many could be read.
        stated: how many there are, as far as the container says; 0 if nobody knows.
        holes: where there were none.
        repaired: how many of them lost a part.
    """
    parts = [f"{frames} of {stated} frames could be read"] if frames < stated else []
    if len(holes) == 1:
        parts.append(f"gap from {_clock(holes[0].begin)} to {_clock(holes[0].end)}")
    elif holes:
        longest = max(holes, key=lambda hole: hole.end - hole.begin)
        parts.append(f"{len(holes)} gaps, the longest from {_clock(longest.begin)} to {_clock(longest.end)}")
    if not parts:
        return f"the file is damaged: {repaired} frames were repaired by the decoder" if repaired else None
    return f"the file is incomplete: {', '.join(parts)}"


def _clock(seconds: float) -> str:
    """As players show it: 1:02:03."""
    whole = int(seconds)
    return f"{whole // 3600}:{whole // 60 % 60:02}:{whole % 60:02}"
