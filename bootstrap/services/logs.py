"""A service's log: it writes to the file itself, so that it can go on without the supervisor."""

from __future__ import annotations

import io
import os
import sys
from contextlib import suppress
from functools import partial
from typing import IO, TYPE_CHECKING, Final

from bootstrap.services import windows_log
from core import private
from core.patience import patiently

if TYPE_CHECKING:
    from pathlib import Path

LARGEST: Final = 10_000_000
KEPT: Final = 3


def open_log(path: Path) -> IO[bytes]:
    """Open for appending, readable by the owner only; its folder is made.

    Raises:
        OSError: it cannot be written.
    """
    private.folder(path.parent)
    private.clear_the_way(path)
    if sys.platform == "win32":
        return os.fdopen(windows_log.handle(path), "ab")
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600), "ab")


def stand_in(path: Path) -> None:
    """Have what this process prints go to its log where nobody reads it, and `sys.stderr` is None: under pythonw.

    Raises:
        OSError: it cannot be written.
    """
    if sys.stderr is None:
        sys.stdout = sys.stderr = io.TextIOWrapper(open_log(path), "utf-8", "replace", line_buffering=True)


def rotate(path: Path, *, in_use: bool, largest: int = LARGEST) -> bool:
    """Set a log that has grown too large aside; keeps the last three. Returns whether it did.

    A file in use is copied and emptied, because its writer holds it open: a line written between the two is lost.
    """
    try:
        if path.stat().st_size <= largest:
            return False
    except OSError:
        return False
    for number in range(KEPT - 1, 0, -1):
        with suppress(FileNotFoundError):
            patiently(partial(_aside(path, number).replace, _aside(path, number + 1)))
    if in_use:
        import shutil  # noqa: PLC0415 - packers and all, for once in ten megabytes of log

        try:
            shutil.copy2(path, _aside(path, 1))
        except OSError:  # on a full disk room is worth more than an old log
            _aside(path, 1).unlink(missing_ok=True)
        os.truncate(path, 0)
    else:
        patiently(lambda: path.replace(_aside(path, 1)))
    return True


def _aside(path: Path, number: int) -> Path:
    return path.with_name(f"{path.name}.{number}")
