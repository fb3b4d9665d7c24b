"""Which process is which: a number alone is not enough, numbers are used again.

A process is known by its number and a text that says when it began. On Linux that is in ticks of this boot: as a date
it would move whenever the clock is set, and a process that runs would be taken for gone.
"""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

    import psutil

_STATE: Final = 0  # fields of /proc/PID/stat, counted from behind the name
_START_TICKS: Final = 19
_GONE: Final = frozenset("ZXx")  # only its remains are there, until its parent has looked at them


@dataclass(frozen=True, slots=True)
class Identity:
    """A process: its pid and a text that says when it was made, which no other process with this pid ever had."""

    pid: int
    created: str

    @classmethod
    def of(cls, pid: int) -> Identity | None:
        """The process that has this pid now; None if there is none, or only its remains."""
        try:
            made = _made(pid)
        except (OSError, ValueError, OverflowError):
            return None
        return cls(pid, made) if made else None

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Identity | None:
        """From a record; None if it holds none."""
        pid, made = data.get("pid"), data.get("created")
        return cls(pid, made) if isinstance(pid, int) and pid > 0 and isinstance(made, str) else None

    @classmethod
    def own(cls) -> Identity:
        """This very process."""
        return cls(os.getpid(), _made(os.getpid()))

    def alive(self) -> bool:
        """Whether this very process still runs."""
        return Identity.of(self.pid) == self


def lives(record: Mapping[str, Any] | None) -> bool:
    """Whether the very process that wrote a record, with its `pid` and `created`, still runs."""
    found = Identity.read(record) if record else None
    return found is not None and found.alive()


def created(process: psutil.Process) -> str:
    """When a process was made, as text to compare.

    Raises:
        psutil.Error, OSError: it is gone.
    """
    return _written(_stat(process.pid)) if sys.platform == "linux" else repr(process.create_time())


def age(process: psutil.Process) -> float:
    """For how many seconds a process has run, whatever was done to the clock meanwhile.

    Raises:
        psutil.Error, OSError: it is gone.
    """
    if sys.platform != "linux":
        return max(0.0, time.time() - process.create_time())
    up = float(Path("/proc/uptime").read_text("ascii").split()[0])
    return max(0.0, up - int(_stat(process.pid)[_START_TICKS]) / os.sysconf("SC_CLK_TCK"))


def _made(pid: int) -> str:
    """When the process with this pid was made; empty if only its remains are there.

    Raises:
        OSError, ValueError, OverflowError: there is none.
    """
    if sys.platform == "linux":  # without psutil: a small process that looks again and again would be twice as large
        found = _stat(pid)
        return "" if found[_STATE] in _GONE else _written(found)
    import psutil  # noqa: PLC0415 - as above

    try:
        process = psutil.Process(pid)
        return "" if process.status() == psutil.STATUS_ZOMBIE else created(process)
    except psutil.Error as error:
        raise ProcessLookupError(pid) from error


def _written(stat: list[str]) -> str:
    return f"{_boot()}:{stat[_START_TICKS]}"


def _stat(pid: int) -> list[str]:
    return Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()


def boot() -> str:
    """Which boot of the machine this is; empty where the system does not tell."""
    return _boot() if sys.platform == "linux" else ""


@cache
def _boot() -> str:
    return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
