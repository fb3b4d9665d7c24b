"""In the decoder process: a recording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.sources.video import VideoCapture

if TYPE_CHECKING:
    from core.sources.wire import Job


def build(job: Job) -> VideoCapture:
    """The file of the job."""
    return VideoCapture(job)
