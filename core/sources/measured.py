"""In the decoder process: how long a file is that does not say so, as one that was never finished."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import av.error

from core.sources.container import best_stream, open_container

if TYPE_CHECKING:
    from av.container import InputContainer

    from core.sources.wire import Job

_PATIENCE: Final = 4.0  # seconds of reading; what is longer is reckoned from the part that was read


def measured(job: Job, period: float) -> float | None:
    """Seconds from the first picture to the end of the last, without a picture being made; None if nothing is in it.

    Args:
        job: a file.
        period: seconds from picture to picture, where they have no times of their own.

    Raises:
        CaptureError: it cannot be opened.
    """
    container = open_container(job)
    try:
        length, place = _read(container, job.kind, period)
    finally:
        container.close()
    size = Path(job.where).stat().st_size
    return length * (max(1.0, size / place) if place else 1.0) or None


def _read(container: InputContainer, kind: str, period: float) -> tuple[float, int]:
    """Seconds of what was read, and up to which byte; 0 if that is all there is, or all that can be read."""
    stream, until = best_stream(container, kind), time.monotonic() + _PATIENCE
    scale, count, place = float(stream.time_base or 0), 0, 0
    first, last = float("inf"), float("-inf")
    with suppress(av.error.FFmpegError):
        for packet in container.demux(stream):
            count += packet.size > 0
            place = max(place, packet.pos or 0)
            if packet.pts is not None:
                first, last = min(first, packet.pts * scale), max(last, packet.pts * scale)
            if time.monotonic() > until:
                return (last - first if last > first else count * period), place
    return (last - first + period if last > first else count * period), 0
