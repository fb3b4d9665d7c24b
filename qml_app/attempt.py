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
        return told(error)
    return ""


def told(error: UserError | OSError) -> str:
    """In words for people: which file, and what the system says of it, without its numbers."""
    if isinstance(error, UserError):
        return str(error)
    words = error.strerror or str(error)
    return f"{error.filename}: {words}" if error.filename else words
