"""In the decoder process: what each of many recordings is, without a picture of them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from core.sources.capture import CaptureError
from core.sources.measured import measured
from core.sources.video import VideoCapture
from core.sources.wire import Message, Say

if TYPE_CHECKING:
    from core.sources.hand_over import Outlet
    from core.sources.wire import Job


def look(job: Job, outlet: Outlet) -> None:
    """Tell the facts about each of `job.files`, in order."""
    for number, file in enumerate(job.files):
        try:
            capture = VideoCapture(replace(job, where=file))
        except CaptureError:
            outlet.send(_message(number, 0.0, 0.0, 0))
            continue
        outlet.send(facts(number, capture, replace(job, where=file)))
        capture.close()


def facts(number: int, capture: VideoCapture, job: Job) -> Message:
    """Length, frame rate and number of frames of the recording `number`, as its container states them.

    A length that it does not state is measured: when a file was closed tells when it began only with its length.
    """
    length = capture.length or measured(job, capture.period)
    return _message(number, length, 1 / capture.period, capture.stated)


def _message(number: int, *known: float | None) -> Message:
    return Message(Say.FACTS, number=number, body=json.dumps([number, *known]).encode())
