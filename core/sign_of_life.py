"""A sign of life that takes no room: where a state file cannot be written, its own time of change says the beat.

A full disk must not have an engine ended that goes on counting, only because nobody hears of it any more. Standard
library only: the supervisor reads it, too.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

#: Seconds that dates are ahead of beats, which begin with the machine: what is less is none of ours.
_APART: Final = 365 * 86_400.0


def give(path: Path) -> None:
    """Say that whoever wrote `path` lives.

    Raises:
        OSError: there is no such file, or the disk cannot be written at all.
    """
    os.utime(path, (time.time(), time.monotonic()))


def heard(path: Path) -> float | None:
    """When it was given, monotonic seconds; None where the file was written since, or never could not be."""
    try:
        changed = path.stat().st_mtime
    except OSError:
        return None
    now = time.monotonic()
    return changed if 0 < changed <= now and time.time() - now > _APART else None
