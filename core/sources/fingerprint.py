"""Whether two files hold the same recording, whatever they are called."""

from __future__ import annotations

from hashlib import blake2b
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_PART: Final = 65_536  # bytes; videos differ in any of their parts


def fingerprint(path: Path) -> str | None:
    """Of a file's size, its beginning, middle and end; None if it cannot be read, or nothing is in it."""
    try:
        if not path.is_file():  # opening a pipe would wait for ever
            return None
        size = path.stat().st_size
        digest = blake2b(str(size).encode(), digest_size=16)
        with path.open("rb") as file:
            for place in sorted({0, max(0, size // 2 - _PART // 2), max(0, size - _PART)}):
                file.seek(place)
                digest.update(file.read(_PART))
    except OSError:
        return None
    return digest.hexdigest() if size else None
