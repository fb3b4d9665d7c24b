"""What processes use."""

from __future__ import annotations

from typing import NamedTuple

import psutil

from core.processes import age


class Usage(NamedTuple):
    """Of a process and its children: seconds since its start, and resident bytes (shared pages count in each)."""

    seconds: float = -1.0
    memory: int = -1


UNKNOWN = Usage()


def usage(pid: int) -> Usage:
    """What a process uses; unknown if it is gone or somebody else's."""
    try:
        process = psutil.Process(pid)
        family = [process, *process.children(recursive=True)]
        return Usage(age(process), sum(map(_resident, family)))
    except (psutil.Error, OSError, ValueError):
        return UNKNOWN


def _resident(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:  # a child that has just ended
        return 0
