"""How long a camera has given the very same picture.

A real sensor's noise makes each picture another one; where not one of some thousand samples changes, a frozen encoder
or a still image stands behind it.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from core.types import Image

#: Pixels between two samples in each direction, not a multiple of an encoder's blocks.
_APART: Final = 13
#: Seconds between two looks.
_EVERY: Final = 1.0


class Stillness:
    """Follows one camera's pictures; written by its thread, `seconds` may be read by any."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._looked = float("-inf")
        self._sum: int | None = None
        self._since = 0.0

    def see(self, image: Image, now: float) -> None:
        """Take (h, w, 3) `image` of monotonic time `now`; once a second its samples are compared."""
        if now - self._looked < _EVERY:
            return
        self._looked = now
        found = zlib.crc32(image[::_APART, ::_APART].tobytes(), image.shape[0])
        if found != self._sum:
            self._sum, self._since = found, now
        self.seconds = now - self._since
