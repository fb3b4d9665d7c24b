"""Whether this machine's clock can be right."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.setup.context import Context

_SLACK: Final = 120.0  # seconds
_DAY: Final = 86_400.0


def clock_skew(context: Context, now: float | None = None) -> str | None:
    """A sentence if the clock is behind what this machine has itself written; None if it is not.

    Args:
        context: the installation.
        now: seconds since the epoch; None for the clock's.
    """
    newest = max((path.stat().st_mtime for path in _written(context)), default=0.0)
    behind = newest - (time.time() if now is None else now)
    return f"the clock is {_long(behind)} behind the last setup run" if behind > _SLACK else None


def believe(context: Context) -> None:
    """What was written in the future was written now: a whole run has told of the clock and gone by it.

    Raises:
        OSError: a file of this installation cannot be changed.
    """
    now = time.time()
    for path in _written(context):
        if path.stat().st_mtime > now:
            os.utime(path, (now, now))


def _written(context: Context) -> list[Path]:
    return [path for path in (context.layout.notes, context.layout.profile) if path.exists()]


def _long(seconds: float) -> str:
    return f"{seconds / _DAY:.0f} days" if seconds > 2 * _DAY else f"{seconds / 60:.0f} minutes"
