"""Locks that end with their process, and that nobody but this user can hold."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

import psutil
from filelock import FileLock

from core import private

#: "1: FLOCK  ADVISORY  WRITE 708 00:13:1242 0 EOF": process, device and inode.
_HELD: Final = re.compile(r"^\d+: (?:FLOCK|POSIX|OFDLCK)\s.*\s(-?\d+) [0-9a-f]+:[0-9a-f]+:(\d+)\s", re.MULTILINE)


def own_lock(path: Path, **options: Any) -> FileLock:  # noqa: ANN401 -- as `FileLock` has them
    """The lock at `path`; what a stranger put there, or holds since the folder was open to him, makes way.

    Args:
        path: the lock file; its folder is there.
        options: of `FileLock`.

    Raises:
        OSError: what is in the way cannot be moved.
    """
    private.clear_the_way(path)
    if held_by_strangers(path):
        path.unlink(missing_ok=True)  # what he holds then guards nothing
    private.narrow(path, private.FILE)
    return FileLock(path, mode=private.FILE, **options)


def held_by_strangers(path: Path, locks: Path = Path("/proc/locks")) -> bool:
    """Whether only processes of other users, root excepted, hold a lock on the file; False where nobody can tell."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        inode, text = path.stat().st_ino, locks.read_text("ascii", "replace")
    except OSError:
        return False
    holders = {int(process) for process, held in _HELD.findall(text) if int(held) == inode}
    return bool(holders) and not any(map(_one_of_us, holders))


def _one_of_us(process: int) -> bool:
    """Also one that cannot be seen from here, or has gone: it may be."""
    with suppress(psutil.Error, ValueError):
        return psutil.Process(process).uids().effective in (psutil.Process().uids().effective, 0)
    return True
