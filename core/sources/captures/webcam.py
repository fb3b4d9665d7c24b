"""In the decoder process: a camera at this machine, through OpenCV, which knows the ways of each system to it."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import cv2
import numpy as np

from core.sources.capture import CaptureError
from core.sources.media_time import MediaClock
from core.sources.ring import MAX_PIXELS

if TYPE_CHECKING:
    from core.sources.wire import Job
    from core.types import Image


class WebcamCapture:
    """A `Capture` of the camera `number`.

    Raises:
        CaptureError: it cannot be opened or its pictures are too large.
    """

    truth = b""

    def __init__(self, number: int) -> None:
        cv2.setNumThreads(1)
        self._capture = cv2.VideoCapture(number)
        if not self._capture.isOpened():
            raise CaptureError("webcam")
        if self._get(cv2.CAP_PROP_FRAME_WIDTH) * self._get(cv2.CAP_PROP_FRAME_HEIGHT) > MAX_PIXELS:
            raise CaptureError("too_large")
        self._clock = MediaClock(self._get(cv2.CAP_PROP_FPS))
        self.period = self._clock.period
        self.offset = 0.0

    def read(self, target: Image | None) -> Image | None:
        """See `Capture`."""
        if not self.skip():
            return None
        ok, picture = self._capture.retrieve(target)
        return _bgr(cast("Image", picture)) if ok else None

    def skip(self) -> bool:
        """See `Capture`."""
        ok = self._capture.grab()
        if ok:
            self.offset = self._clock.offset(self._get(cv2.CAP_PROP_POS_MSEC) / 1000)
        return ok

    def ending(self, frames: int) -> tuple[str, str | None, str | None]:  # noqa: ARG002 -- as every `Capture`
        """See `Capture`."""
        return "lost", "webcam", None

    def close(self) -> None:
        """See `Capture`."""
        self._capture.release()

    def _get(self, prop: int) -> float:
        return float(self._capture.get(prop))


def _bgr(picture: Image) -> Image:
    """Webcams may give grey or four-channel pictures."""
    if picture.ndim == 3 and picture.shape[2] == 3:  # noqa: PLR2004 -- rows, columns, three channels
        return picture
    code = cv2.COLOR_GRAY2BGR if picture.ndim == 2 or picture.shape[2] == 1 else cv2.COLOR_BGRA2BGR  # noqa: PLR2004
    return np.asarray(cv2.cvtColor(picture, code), np.uint8)


def build(job: Job) -> WebcamCapture:
    """The camera of the job."""
    return WebcamCapture(int(job.where))
