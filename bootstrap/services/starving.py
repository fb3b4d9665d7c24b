"""Whether a process that says nothing hangs, or only gets no processor: to begin it again would cost one more of those.

Linux tells; elsewhere nobody starves.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

_LOOKS: Final = 10
_APART: Final = 0.1  # seconds
_MOSTLY: Final = 0.5
_USER, _SYSTEM = 11, 12  # fields of /proc/PID/stat after the name


class Seen(NamedTuple):
    """A process at one moment.

    Attributes:
        eager: a thread of it would run if it were given a processor, or does.
        used: seconds of processors that it has had.
    """

    eager: bool
    used: float


def starves(pid: int, pause: Callable[[float], None] = time.sleep, look: Callable[[], Seen] | None = None) -> bool:
    """Whether a process wants to work and is mostly not let; takes about a second.

    Args:
        pid: its number.
        pause: waits.
        look: how it is now; by default as the system tells.
    """
    look = look or partial(_look, Path(f"/proc/{pid}"))
    first, began = look(), time.monotonic()
    seen = [first]
    for _ in range(_LOOKS):
        pause(_APART)
        seen.append(look())
    wants = sum(one.eager for one in seen) / len(seen)
    took = max(_LOOKS * _APART, time.monotonic() - began)
    return wants > _MOSTLY and seen[-1].used - first.used < _MOSTLY * took


def _look(process: Path) -> Seen:
    used, eager = 0.0, False
    with suppress(OSError, IndexError, ValueError):
        fields = _fields(process / "stat")
        used = (int(fields[_USER]) + int(fields[_SYSTEM])) / os.sysconf("SC_CLK_TCK")
        for thread in (process / "task").iterdir():
            with suppress(OSError):  # it has just ended
                eager = eager or _fields(thread / "stat")[0] == "R"
    return Seen(eager, used)


def _fields(file: Path) -> list[str]:
    """What stands after the name, which may hold anything."""
    return file.read_text("utf-8", "replace").rpartition(")")[2].split()
