"""Bounds of what is fetched from somewhere: bytes, time and the room that stays on the disk."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

#: Where nobody says how large a file is; the largest that is fetched has less than a third of it.
LARGEST: Final = 3_000_000_000
SPARE: Final = 50_000_000  # bytes that stay free on the disk
_PERIOD: Final = 60.0  # seconds that are looked at together
_LEAST: Final = 60_000  # bytes in such a period: a line of 8 kbit/s
_LOOK: Final = 0.2  # seconds between two looks at the disk
_MEANWHILE: Final = SPARE // 5  # bytes that may come between two: a fast line fills a disk within those seconds


class TooMuchError(Exception):
    """More than there may be comes."""


class TooSlowError(Exception):
    """Hardly anything comes."""


class NoRoomError(Exception):
    """The disk is nearly full: so many bytes are `free`."""

    def __init__(self, free: int) -> None:
        super().__init__(free)
        self.free = free

    def __str__(self) -> str:
        return f"only {self.free / 1e6:.0f} MB of disk space free"


def bounded(
    chunks: Iterable[bytes],
    have: int,
    size: int | None,
    folder: Path,
    clock: Callable[[], float] = time.monotonic,
) -> Iterator[bytes]:
    """`chunks` as they come, for as long as they keep within bounds.

    Args:
        chunks: what comes.
        have: bytes that are there already.
        size: bytes that there shall be; None if nobody knows.
        folder: where they go.
        clock: seconds.

    Raises:
        TooMuchError: it is more than `size`, or than any file has.
        TooSlowError: in a minute comes less than any line carries.
        NoRoomError: the disk would be full.
    """
    looked, unseen, begun, got = float("-inf"), 0, clock(), 0
    for chunk in chunks:
        now = clock()
        have, got, unseen = have + len(chunk), got + len(chunk), unseen + len(chunk)
        if have > (LARGEST if size is None else size):
            raise TooMuchError
        if now - begun > _PERIOD:
            if got < _LEAST:
                raise TooSlowError
            begun, got = now, 0
        if now - looked > _LOOK or unseen > _MEANWHILE:
            looked, unseen = now, 0
            if (free := shutil.disk_usage(folder).free) < SPARE:
                raise NoRoomError(free)
        yield chunk
