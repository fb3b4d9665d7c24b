"""In the decoder process: pictures from OpenCV, one way for files, streams and webcams."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Final, Protocol, cast

import cv2
import numpy as np

from core.sources.media_time import MediaClock
from core.sources.problems import recognise
from core.sources.ring import MAX_PIXELS

if TYPE_CHECKING:
    import threading
    from collections.abc import Sequence

    from core.sources.wire import Job
    from core.types import Image

_COMPLAINTS: Final = 2  # file descriptor of the error output, a temporary file the engine gave us
_NEARLY_ALL: Final = 0.95
_MOST_FRAMES: Final = 1e9  # what states more is damaged
_SQUARE: Final = 0.02  # what pixels may differ from squares and still be taken for them
_LEAST_SAR: Final = 0.2  # what is more distorted is damaged
_BACK: Final = (1.0, 8.0, 60.0)  # seconds before a place from which it is walked to


class CaptureError(Exception):
    """No (more) pictures; `key` is one of `problems.PROBLEMS`."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class Capture(Protocol):
    """Where a decoder takes its pictures from.

    Attributes:
        period: seconds between frames, as far as known.
        offset: media seconds from the first frame to the one read last.
        truth: of the picture read last, packed; empty but for the simulator.
    """

    period: float
    offset: float
    truth: bytes

    def read(self, target: Image | None) -> Image | None:
        """The next picture, in `target` if it fits; None at the end. Raises CaptureError."""
        ...

    def skip(self) -> bool:
        """Pass over one picture without making it; False at the end."""
        ...

    def ending(self, frames: int) -> tuple[str, str | None, str | None]:
        """After `frames` pictures there are no more: outcome "ended" or "lost", problem key, detail."""
        ...

    def close(self) -> None:
        """Let go of file, connection or device."""
        ...


class VideoCapture:
    """A file, stream or webcam through OpenCV.

    Attributes:
        number: of the picture that `read` gives next.

    Raises:
        CaptureError: it cannot be opened or its pictures are too large.
    """

    truth = b""

    def __init__(self, job: Job) -> None:
        self._job = job
        self.number = 0
        self._grabbed = False  # the next picture has been looked for already
        self._capture = _open(job)
        if not self._capture.isOpened():
            raise CaptureError(_complaint(_CANNOT_OPEN[job.kind]))
        if self._get(cv2.CAP_PROP_FRAME_WIDTH) * self._get(cv2.CAP_PROP_FRAME_HEIGHT) > MAX_PIXELS:
            raise CaptureError("too_large")
        self._wider = self._pixel_shape() if job.kind == "file" else None
        fps = self._get(cv2.CAP_PROP_FPS)
        self._clock = MediaClock(fps)
        self.period = self._clock.period
        self.offset = 0.0
        _forget_complaints()

    @property
    def finite(self) -> bool:
        """Whether the stream is a recording with an end, as far as it says."""
        return self.stated > 0

    @property
    def stated(self) -> int:
        """Frames, as far as the container says; 0 if it does not."""
        count = self._get(cv2.CAP_PROP_FRAME_COUNT)
        return int(count) if 0 < count < _MOST_FRAMES else 0

    @property
    def length(self) -> float | None:
        """Seconds, as far as the container says."""
        return self.stated * self.period or None

    def read(self, target: Image | None) -> Image | None:
        """See `Capture`. OpenCV copies the decoded picture straight into a `target` of its size."""
        if not self._grabbed and not self.skip():
            return None
        self._grabbed = False
        ok, picture = self._capture.retrieve(target if self._wider is None else None)
        if not ok:
            return None
        image = _bgr(cast("Image", picture))
        return image if self._wider is None else _stretched(image, self._wider, target)

    def skip(self) -> bool:
        """See `Capture`."""
        ok = self._capture.grab()
        if ok:
            self.number += 1
            self.offset = self._clock.offset(self._get(cv2.CAP_PROP_POS_MSEC) / 1000)
        return ok

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
            self._capture.set(cv2.CAP_PROP_POS_MSEC, place * 1000)
            if self._capture.grab():
                at = self._clock.jump(self._get(cv2.CAP_PROP_POS_MSEC) / 1000)
                if 0 <= at <= offset - back / 2:
                    self.offset, self.number = at, round(at / self._clock.period) + 1
                    return
        self._rewind()

    def _rewind(self) -> None:
        """Be at the first picture, in a way that works for every file."""
        self._capture.release()
        self._capture = _open(self._job)
        self._clock = MediaClock(self._get(cv2.CAP_PROP_FPS))
        self.number, self.offset = 0, 0.0
        self.skip()

    def ending(self, frames: int) -> tuple[str, str | None, str | None]:
        """See `Capture`."""
        stated = self.stated
        whole = frames >= stated * _NEARLY_ALL
        if self._job.kind == "file":
            if frames == 0:
                return "failed", "no_picture", None
            early = f"the file is incomplete: {frames} of {stated} frames could be read"
            return "ended", None, None if whole else early
        if self._job.kind == "stream" and self.finite and whole:
            return "ended", None, None
        return "lost", _complaint("lost" if self._job.kind == "stream" else "webcam"), None

    def close(self) -> None:
        """See `Capture`."""
        self._capture.release()

    def _pixel_shape(self) -> float | None:
        """How much wider than high a pixel is meant to be shown, as picture is turned; None for square ones."""
        high, wide = self._get(cv2.CAP_PROP_SAR_DEN), self._get(cv2.CAP_PROP_SAR_NUM)
        if not (high > 0 and wide > 0 and _LEAST_SAR < wide / high < 1 / _LEAST_SAR):
            return None
        turned = self._get(cv2.CAP_PROP_ORIENTATION_META) % 180 != 0
        ratio = high / wide if turned else wide / high
        return ratio if abs(ratio - 1) > _SQUARE else None

    def _get(self, prop: int) -> float:
        return float(self._capture.get(prop))


_CANNOT_OPEN: Final = {"file": "not_video", "stream": "no_stream", "webcam": "webcam"}


def _open(job: Job) -> cv2.VideoCapture:
    """One ffmpeg thread: at these sizes frame threads cost more than they give, and add latency to live pictures."""
    cv2.setNumThreads(1)
    if job.kind == "webcam":
        return cv2.VideoCapture(int(job.where))
    milliseconds = round(job.timeout * 1000)
    options: Sequence[int] = [cv2.CAP_PROP_N_THREADS, 1]
    if job.kind == "stream":
        limits = [cv2.CAP_PROP_OPEN_TIMEOUT_MSEC, milliseconds, cv2.CAP_PROP_READ_TIMEOUT_MSEC, milliseconds]
        options = [*options, *limits]
    return cv2.VideoCapture(job.where, cv2.CAP_FFMPEG, options)


def _stretched(picture: Image, wider: float, target: Image | None) -> Image:
    """With square pixels, no smaller than it is; in `target` if it fits."""
    height, width = picture.shape[:2]
    size = (round(width * wider), height) if wider > 1 else (width, round(height / wider))
    fits = target is not None and target.shape[:2] == size[::-1]
    return np.asarray(cv2.resize(picture, size, dst=target if fits else None), np.uint8)


def _bgr(picture: Image) -> Image:
    """Webcams may give grey or four-channel pictures."""
    if picture.ndim == 3 and picture.shape[2] == 3:  # noqa: PLR2004 -- rows, columns, three channels
        return picture
    code = cv2.COLOR_GRAY2BGR if picture.ndim == 2 or picture.shape[2] == 1 else cv2.COLOR_BGRA2BGR  # noqa: PLR2004
    return np.asarray(cv2.cvtColor(picture, code), np.uint8)


def _complaint(otherwise: str) -> str:
    """The problem ffmpeg and OpenCV spoke of since `_forget_complaints`."""
    sys.stderr.flush()
    try:
        os.lseek(_COMPLAINTS, 0, os.SEEK_SET)
        text = os.read(_COMPLAINTS, 65_536).decode("utf-8", "replace")
        os.lseek(_COMPLAINTS, 0, os.SEEK_END)
    except OSError:  # started by hand, in a terminal
        return otherwise
    return recognise(text, otherwise)


def _forget_complaints() -> None:
    try:
        os.ftruncate(_COMPLAINTS, 0)
        os.lseek(_COMPLAINTS, 0, os.SEEK_SET)
    except OSError:  # started by hand, in a terminal
        return
