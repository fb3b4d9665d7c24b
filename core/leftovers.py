"""What processes that were killed have left behind: memory for pictures, and files in the runtime folder.

Memory for pictures bears the name of the process it belongs to, so that anybody can see whether that is gone.
"""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
import uuid
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.late_log import log
from core.live import live_path

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.processes import Identity

_HEAD: Final = "smart-intersection-"
_OWNED: Final = re.compile(rf"{_HEAD}(\d+)-([0-9a-f]{{12}})-[0-9a-f]{{16}}-\d+")
_STATE: Final = re.compile(r"engine\.json\.(\d+)\.part")


def own_name() -> str:
    """A new name for memory that belongs to this process."""
    return f"{_HEAD}{os.getpid()}-{_own(os.getpid())}-{uuid.uuid4().hex[:16]}"


def memory_folders() -> list[Path]:
    """Where memory for pictures has names; the first one with room is taken."""
    memory = Path("/dev/shm")  # noqa: S108 -- memory, not disk, where there is such a folder; names are random
    return [folder for folder in (memory, Path(tempfile.gettempdir())) if folder.is_dir()]


def sweep_memory(folders: Iterable[Path] | None = None) -> int:
    """Remove memory of processes that are gone; returns how many pieces there were."""
    return sum(
        _gone(path)
        for folder in (memory_folders() if folders is None else folders)
        for path in _listed(folder)
        if (owned := _OWNED.fullmatch(path.name)) and not _lives(int(owned[1]), owned[2])
    )


def sweep_runtime(runtime: Path, cameras: Iterable[str]) -> None:
    """Remove pictures of cameras that are no more, and states that were never finished; one engine has this folder."""
    kept = {live_path(runtime, camera).name for camera in cameras}
    for path in _listed(runtime):
        part = _STATE.fullmatch(path.name)
        if (path.suffix == ".live" and path.name not in kept) or (part and _process(int(part[1])) is None):
            _gone(path)


def _listed(folder: Path) -> list[Path]:
    try:
        return [Path(entry.path) for entry in os.scandir(folder)]
    except OSError:
        return []


def _gone(path: Path) -> bool:
    with suppress(OSError):  # another user's, or looked at on Windows
        path.unlink()
        log().info("removed what a process that is gone had left", file=str(path))
        return True
    return False


def _lives(pid: int, mark: str) -> bool:
    found = _process(pid)
    return found is not None and _mark(found) == mark


@cache
def _own(_pid: int) -> str:
    """By number, because a process that was forked is another one."""
    found = _process(os.getpid())
    return "" if found is None else _mark(found)


def _process(pid: int) -> Identity | None:
    from core.processes import Identity  # noqa: PLC0415 -- decoders, which begin often, need not load psutil

    return Identity.of(pid)


def _mark(process: Identity) -> str:
    """What tells it from another process with the same number; short, and fit for a file name."""
    return hashlib.sha256(process.created.encode()).hexdigest()[:12]
