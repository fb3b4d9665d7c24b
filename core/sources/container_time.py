"""The creation time that MP4, QuickTime and Matroska files state, read without a decoder: a few boxes of known size."""

from __future__ import annotations

import struct
from datetime import UTC, datetime
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from pathlib import Path

_1904: Final = datetime(1904, 1, 1, tzinfo=UTC).timestamp()  # where QuickTime's clock begins
_2001: Final = datetime(2001, 1, 1, tzinfo=UTC).timestamp()  # and Matroska's
_MOST_BOXES: Final = 10_000
_HEAD: Final = 65_536
_EBML: Final = b"\x1a\x45\xdf\xa3"
_DATE: Final = b"\x44\x61\x88"  # DateUTC, eight bytes
_LARGE: Final = 8  # bytes of the size of a large box


def creation_time(path: Path) -> float | None:
    """When the file says it was made, seconds since the epoch; None if it does not, or cannot be read."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return None
        with path.open("rb") as file:
            head = file.read(_HEAD)
            return _matroska(head) if head.startswith(_EBML) else _quicktime(file)
    except (OSError, ValueError, struct.error):
        return None


def _matroska(head: bytes) -> float | None:
    at = head.find(_DATE)
    if at < 0:
        return None
    (nanoseconds,) = struct.unpack_from(">q", head, at + len(_DATE))
    return _2001 + float(nanoseconds) / 1e9


def _quicktime(file: BinaryIO) -> float | None:
    """`mvhd` in `moov`; zero means nobody set it."""
    end = file.seek(0, 2)
    moov = _box(file, b"moov", 0, end)
    mvhd = moov and _box(file, b"mvhd", *moov)
    if not mvhd:
        return None
    file.seek(mvhd[0])
    data = file.read(12)
    (seconds,) = struct.unpack_from(">Q" if data[:1] == b"\x01" else ">I", data, 4)
    return _1904 + float(seconds) if seconds else None


def _box(file: BinaryIO, kind: bytes, begin: int, end: int) -> tuple[int, int] | None:
    """Where the content of the first box of this kind is."""
    for _ in range(_MOST_BOXES):
        if begin + 8 > end:
            break
        file.seek(begin)
        size, name = struct.unpack(">I4s", file.read(8))
        head = 8
        if size == 1:
            (size,) = struct.unpack(">Q", file.read(_LARGE))
            head += _LARGE
        last = end if size == 0 else begin + size
        if size and size < head:
            break
        if name == kind:
            return begin + head, min(last, end)
        begin = last
    return None
