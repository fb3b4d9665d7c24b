"""Recordings that a recorder has joined: their video goes on in a stream of another number, unknown at the beginning.

A transport stream tells its parts as it goes. Where a camera was begun again, or another took its channel, the video
has a new number from there on, and what looks for the first one finds nothing more, up to the end.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import av
import av.stream

from core.sources.container import FILE, prepare

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.packet import Packet
    from av.video.stream import VideoStream

    from core.sources.wire import Job

_MANY: Final = 8.0  # times the longest way between two packets that is left in the file when its video is over
_ALL: Final = str(10**12)  # microseconds, and bytes: more than any recording has


class Spread:
    """How the packets of a video lie in its file."""

    def __init__(self) -> None:
        self._last: int | None = None
        self._widest = 0

    def see(self, packet: Packet[VideoStream]) -> None:
        """The next one."""
        if packet.pos is None or packet.pos < 0:
            return
        if self._last is not None:
            self._widest = max(self._widest, packet.pos - self._last)
        self._last = packet.pos

    def leaves(self, job: Job) -> bool:
        """Whether much of the file is left after the last one, so that the video may go on elsewhere."""
        if job.kind != "file" or self._last is None:
            return False
        try:
            return Path(job.where).stat().st_size - self._last > _MANY * self._widest > 0
        except OSError:
            return False


def later_videos(job: Job, known: int) -> list[int]:
    """Indices of the videos in a file beyond the first `known` streams; it is looked through to its end for them."""
    with _opened(job) as container:
        return [one.index for one in container.streams.video if one.index >= known and one.codec_context]


def one_video(job: Job, index: int) -> tuple[InputContainer, VideoStream]:
    """The file opened anew, and one of its videos."""
    container = _opened(job)
    stream = next(one for one in container.streams.video if one.index == index)
    for other in container.streams:
        if other.index != index:
            other.discard = av.stream.Discard.all
    prepare(stream)
    return container, stream


def _opened(job: Job) -> InputContainer:
    options = {**FILE, "probesize": _ALL, "analyzeduration": _ALL, "scan_all_pmts": "1"}
    return av.open(job.where, options=options, metadata_errors="replace")
