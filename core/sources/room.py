"""In the decoder process: how much memory a source may take, whatever it sends.

A part of a stream that never ends, or a picture that claims to be enormous, would otherwise take all the machine has,
and the system would then end the process that counts. Where a source is refused memory, its decoder says so and ends.
Linux only: elsewhere the system has no such limit.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from core.sources.ring import MAX_PIXELS

#: Bytes until it is known how large the pictures are: to be opened, a stream of 8K has some of them decoded.
_OPENING: Final = {"stream": 768_000_000}
#: Bytes besides pictures: packets that wait, tables of a recording of days.
_OTHER: Final = {"stream": 256_000_000}
_RECORDING: Final = 2_000_000_000
#: Bytes for each pixel: what codecs keep to predict from is sixteen pictures at most, and there are some of our own.
_PIXEL: Final = 96


class Room:
    """What the source of this process may take, beyond what the process has when this is made.

    Args:
        kind: of the source, see `Location`.

    Attributes:
        limited: whether the system keeps to it.
    """

    def __init__(self, kind: str) -> None:
        self._kind, self._pixels, self._have = kind, 0, _data()
        self.limited = self._have > 0
        self._limit(_OPENING.get(kind, _RECORDING))

    def fit(self, pixels: int) -> None:
        """Pictures are as large as this; there is room for the largest so far."""
        if pixels > self._pixels:
            self._pixels = pixels
            self._limit(_OTHER.get(self._kind, _RECORDING) + _PIXEL * min(pixels, MAX_PIXELS))

    def _limit(self, more: int) -> None:
        if sys.platform != "linux" or not self.limited:
            return
        import resource  # noqa: PLC0415 -- not there on Windows

        _, hard = resource.getrlimit(resource.RLIMIT_DATA)
        wanted = self._have + more
        resource.setrlimit(resource.RLIMIT_DATA, (wanted if hard < 0 else min(wanted, hard), hard))


def _data() -> int:
    """Bytes that `RLIMIT_DATA` counts now; 0 where the system does not tell."""
    try:
        lines = Path("/proc/self/status").read_text("ascii", "replace").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmData:")), 0)
