"""One change at a time to one installation, held over looking and mending."""

from __future__ import annotations

import json
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

import psutil
from filelock import Timeout

from bootstrap.files import write_atomic
from bootstrap.setup.prefix import own_prefix
from core.errors import UserError
from core.locking import own_lock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from filelock import FileLock

_VARIABLE: Final = "SMART_INTERSECTION_LOCK_SECONDS"
_PATIENCE: Final = 300.0


@contextmanager
def exclusive(
    path: Path, command: str, on_wait: Callable[[str], None], *, seconds: float | None = None
) -> Iterator[None]:
    """Hold the lock at `path`; it goes with the process, however that ends.

    Args:
        path: the lock file; its folder is made.
        command: what others are told we are doing.
        on_wait: called once with a sentence if someone else holds it.
        seconds: how long to wait; None takes the environment's SMART_INTERSECTION_LOCK_SECONDS or 300.

    Raises:
        UserError: someone else held it all the time, or could change what is installed there.
    """
    own_prefix(path.parent)
    limit = _patience() if seconds is None else seconds
    holder = path.with_suffix(".holder")
    lock = _acquire(path, holder, limit, on_wait)
    try:
        write_atomic(holder, json.dumps({"pid": os.getpid(), "command": command}), 0o600)
        yield
    finally:
        with suppress(OSError):
            holder.unlink()
        lock.release()


def held_by(path: Path) -> str | None:
    """Who holds the lock at `path`, in words; None if nobody does."""
    if not path.exists():
        return None
    try:
        with own_lock(path).acquire(timeout=0):
            return None
    except Timeout:
        return _who(path.with_suffix(".holder"))


def _patience() -> float:
    given = os.environ.get(_VARIABLE, "")
    try:
        return float(given) if given else _PATIENCE
    except ValueError:
        raise UserError(f"{_VARIABLE}={given!r} is not a number of seconds", "for example: 60") from None


def _acquire(path: Path, holder: Path, limit: float, on_wait: Callable[[str], None]) -> FileLock:
    while True:
        lock = own_lock(path)
        try:
            lock.acquire(timeout=0)
        except Timeout:
            on_wait(f"{_who(holder)} is changing this installation; waiting up to {limit:.0f} s ({path})")
            try:
                lock.acquire(timeout=limit)
            except Timeout:
                raise UserError(
                    f"{path} was locked by {_who(holder)} for more than {limit:.0f} s",
                    f"wait until it has finished, or set {_VARIABLE} to wait longer",
                ) from None
        if path.exists():  # else uninstall removed it while we waited: what we hold guards nothing
            return lock
        lock.release()
        own_prefix(path.parent)


def _who(holder: Path) -> str:
    try:
        found = json.loads(holder.read_text("utf-8"))
        process = psutil.Process(int(found["pid"]))
        return f"'{found['command']}' (pid {process.pid})"
    except (OSError, ValueError, KeyError, TypeError, psutil.Error):
        return "another run"
