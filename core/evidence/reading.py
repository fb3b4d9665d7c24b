"""A file of evidence as bytes, whole or the part that a player asks for."""

from __future__ import annotations

import os
import re
import stat
from typing import TYPE_CHECKING, BinaryIO, Final

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_CHUNK: Final = 1 << 16
_FLAGS: Final = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_RANGE: Final = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


def open_plain(path: Path) -> BinaryIO:
    """Open what is a file itself and no link to one.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: it cannot be read.
    """
    if not stat.S_ISREG(path.lstat().st_mode):  # asked first: opening a pipe would wait for a writer
        raise FileNotFoundError
    return os.fdopen(os.open(path, _FLAGS), "rb")


def part(asked: str | None, size: int) -> tuple[int, int] | None:
    """First byte and the one after the last of the part that is asked for; None for the whole.

    Args:
        asked: the header Range. Several parts at once, and other units, may be answered with the whole.
        size: of the file, bytes.

    Raises:
        ValueError: there is no such part.

    Source: RFC 9110, section 14.
    """
    found = _RANGE.fullmatch(asked or "")
    if found is None or found[0] == "bytes=-":
        return None
    if not found[1]:
        start, end = max(0, size - int(found[2])), size
    else:
        start, end = int(found[1]), min(size, int(found[2]) + 1) if found[2] else size
    if start >= end:
        raise ValueError(asked)
    return start, end


def chunks(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """The bytes from `start` to before `end`, a little at a time."""
    file.seek(start)
    while start < end and (data := file.read(min(_CHUNK, end - start))):
        yield data
        start += len(data)
