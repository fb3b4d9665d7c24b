"""Doing what may fail on a thread that cannot tell anybody by raising."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable


def why_not(act: Callable[[], None]) -> str:
    """Do it; in words why it failed, or nothing."""
    try:
        act()
    except (UserError, OSError) as error:
        return str(error)
    return ""
