"""Whether this machine's clock can be right."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from bootstrap.setup.context import Context

_SLACK: Final = 120.0  # seconds


def clock_skew(context: Context, now: float | None = None) -> str | None:
    """A sentence if the clock is behind what this machine has itself written; None if it is not.

    Args:
        context: the installation.
        now: seconds since the epoch; None for the clock's.
    """
    files = (context.layout.notes, context.layout.profile)
    newest = max((path.stat().st_mtime for path in files if path.exists()), default=0.0)
    behind = newest - (time.time() if now is None else now)
    return f"the clock is {behind:.0f} s behind the last setup run" if behind > _SLACK else None
