"""In the decoder process: a stream of a camera or server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.sources.live import LiveCapture
from core.sources.video import VideoCapture

if TYPE_CHECKING:
    from core.sources.wire import Job


def build(job: Job) -> VideoCapture:
    """The address of the job; where only a picture is wanted, as it comes."""
    return LiveCapture(job) if job.live else VideoCapture(job)
