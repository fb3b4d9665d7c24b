"""Renames, removals and reads that Windows refuses for a moment. Standard library only.

Virus scanners, indexers and our own readers hold a file for milliseconds, and it cannot be replaced until they let go.
While a file is being replaced, it cannot be opened.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING, Final, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

# 10 ms doubling, some 10 s in all.
_ATTEMPTS: Final = 11
_FIRST_PAUSE: Final = 0.01


def patiently(
    action: Callable[[], T],
    *,
    attempts: int = _ATTEMPTS,
    pause: Callable[[float], None] = time.sleep,
    system: str = os.name,
) -> T:
    """Run a rename, removal or read, on Windows again and again while another program holds the file.

    Args:
        action: what to do; gives what this gives.
        attempts: how often at most; the pauses between them double.
        pause: waits, seconds.
        system: as `os.name` tells it.

    Raises:
        OSError: it still failed after the last attempt; elsewhere than on Windows after the first.
    """
    for attempt in range(1, attempts if system == "nt" else 1):
        try:
            return action()
        except PermissionError:
            pause(_FIRST_PAUSE * 2 ** (attempt - 1))
    return action()
