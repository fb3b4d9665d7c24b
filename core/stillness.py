"""Whether a camera's pictures can be counted at all: frozen ones are always the same, and black ones show nothing.

A real sensor's noise makes each picture another one, and somewhere something moves. What is always the same comes from
a frozen encoder or a still image, though encoding it again and again changes it a little.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

import cv2
import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from core.events.models import Quality
    from core.types import Image

_ACROSS: Final = 64  # blocks of a picture
_DOWN: Final = 36
_SIDE: Final = 5  # samples in a block, each way: so few that a sensor's noise is still to be seen in their mean
_ALIKE: Final = 3.0  # grey levels by which the mean of a block differs when a frozen picture is encoded anew; real: 6
#: Seconds without any change after which a picture is frozen: to the bit, and as far as encoding allows.
_SAME: Final = 10.0
_NEARLY: Final = 30.0
_BLACK: Final = 20.0  # grey levels: where all but the brightest blocks are below, nothing can be seen
_BRIGHTEST: Final = 99.5  # per cent
_DARK: Final = 3.0  # seconds it has to last


class Stillness:
    """Follows one camera's pictures, looked at about once a second; written by its thread, read by any.

    Attributes:
        quality: what the pictures are like now.
        since: media time up to which they are known to be good; of others, since when they are not.
    """

    def __init__(self) -> None:
        self.quality: Quality = "good"
        self.since = 0.0
        self._sum: int | None = None
        self._same = self._alike = 0.0  # since when a picture is the same, to the bit and as far as encoding allows
        self._dark: float | None = None  # since when it is
        self._blocks: NDArray[np.float32] | None = None

    def see(self, image: Image, time: float) -> None:
        """Look at (h, w, 3) `image` of media time `time`, seconds."""
        samples = _samples(image)
        blocks = cv2.resize(samples, (_ACROSS, _DOWN), interpolation=cv2.INTER_AREA)
        dark = bool(np.percentile(blocks, _BRIGHTEST) < _BLACK)
        self._dark = (time if self._dark is None else self._dark) if dark else None
        changed = self._compare(zlib.crc32(samples.tobytes()), blocks.astype(np.float32), time)
        if self._dark is not None and time - self._dark >= _DARK:
            self.quality, self.since = "black", self._dark
        elif changed or self.quality != "frozen":
            self._judge(time)

    def _compare(self, found: int, blocks: NDArray[np.float32], time: float) -> bool:
        """Whether the picture is another one than before."""
        if found != self._sum:
            self._sum, self._same = found, time
        if self._blocks is not None and float(np.abs(blocks - self._blocks).max()) <= _ALIKE:
            return False
        self._blocks, self._alike = blocks, time
        return True

    def _judge(self, time: float) -> None:
        if time - self._alike >= _NEARLY or time - self._same >= _SAME:
            self.quality, self.since = "frozen", self._alike if time - self._alike >= _NEARLY else self._same
        else:
            self.quality, self.since = "good", self._alike if self._dark is None else min(self._alike, self._dark)

    def anew(self) -> None:
        """What comes next does not follow what was."""
        self._blocks, self._sum, self._dark, self.quality = None, None, None, "good"


def _samples(image: Image) -> Image:
    """Some of an image's pixels, all channels, on a grid of a size that does not depend on it."""
    grid = (_ACROSS * _SIDE, _DOWN * _SIDE)
    return np.asarray(cv2.resize(image, grid, interpolation=cv2.INTER_NEAREST), np.uint8)
