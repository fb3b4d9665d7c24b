"""Waiting for what other threads and processes do."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

#: Seconds: a limit against hanging, never a measurement. A machine may be busy with anything.
PATIENCE: Final = 90.0
_PAUSE: Final = 0.02  # what is asked for takes computing time from who does the work


def eventually(holds: Callable[[], object], what: str | Callable[[], object] = "it", seconds: float = PATIENCE) -> None:
    """Wait until `holds()`.

    Args:
        holds: what is waited for.
        what: it in words, or what says them once it is too late.
        seconds: how long it may take.
    """
    late = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > late:
            raise AssertionError(f"not within {seconds:.0f} s: {what() if callable(what) else what}")
        time.sleep(_PAUSE)
