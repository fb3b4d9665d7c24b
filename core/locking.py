"""Locks that end with their process, and that nobody but this user can hold."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

from core import private

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from filelock import FileLock

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
    from filelock import FileLock  # noqa: PLC0415 - 4 MB, which the supervisor has no room for

    make_ours(path)
    return FileLock(path, mode=private.FILE, **options)


def make_ours(path: Path) -> None:
    """Have what a stranger put at `path`, or holds since the folder was open to him, make way.

    Raises:
        OSError: what is in the way cannot be moved.
    """
    private.clear_the_way(path)
    if held_by_strangers(path):
        path.unlink(missing_ok=True)  # what he holds then guards nothing
    private.narrow(path, private.FILE)


def hold(path: Path) -> IO[bytes] | None:
    """Take the same lock at once, for a process that keeps it to its end; None if somebody else has it.

    Returns:
        What holds it for as long as it is open.

    Raises:
        OSError: what is in the way cannot be moved, or the file cannot be opened.
    """
    make_ours(path)
    file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, private.FILE), "r+b")
    try:
        if sys.platform == "win32":
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:  # EWOULDBLOCK, EACCES
        file.close()
        return None
    return file


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
    import psutil  # noqa: PLC0415 - as above

    with suppress(psutil.Error, ValueError):
        return psutil.Process(process).uids().effective in (psutil.Process().uids().effective, 0)
    return True
