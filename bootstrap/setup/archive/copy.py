"""Writing one entry, counted while it is written: what a header says about its size proves nothing."""

from __future__ import annotations

import os
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.setup.archive.names import Ledger

_CHUNK: Final = 256 * 1024


def copy(source: IO[bytes], path: Path, mode: int, ledger: Ledger, moved: Callable[[int], None]) -> None:
    """Write a file that must not be there yet, with at most rwxr-xr-x.

    Raises:
        HostileArchiveError: too much comes out.
        OSError: it could not be written.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as target:
        while chunk := source.read(_CHUNK):
            ledger.grow(len(chunk))
            target.write(chunk)
            moved(len(chunk))
    if os.name != "nt":
        path.chmod(0o755 if mode & 0o111 else 0o644)


def link(path: Path, to: str) -> None:
    """Make a symbolic link that has been checked; without the right to make links, a copy would do as little."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to)
