"""What processes use."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final, NamedTuple

import psutil

from core.processes import age


class Usage(NamedTuple):
    """Of a process and its children: seconds since its start, and bytes of memory.

    A page that several processes share counts once among them (PSS), where the system tells: sums are true then.
    Elsewhere it counts in each (RSS).
    """

    seconds: float = -1.0
    memory: int = -1


UNKNOWN = Usage()
_PSS: Final = re.compile(r"^Pss:\s+(\d+) kB$", re.MULTILINE)


def usage(pid: int) -> Usage:
    """What a process uses; unknown if it is gone or somebody else's."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return Usage(age(process), sum(map(_memory, family)))
    except (psutil.Error, OSError, ValueError):
        return UNKNOWN


def _memory(process: psutil.Process) -> int:
    try:
        return _proportional(process.pid) or int(process.memory_info().rss)
    except psutil.Error:  # a child that has just ended
        return 0


def _proportional(pid: int) -> int:
    """0 where it is not told: of another user's process, and on systems without such a file."""
    try:
        found = _PSS.search(Path(f"/proc/{pid}/smaps_rollup").read_text("ascii"))
    except OSError:
        return 0
    return int(found[1]) * 1024 if found else 0
