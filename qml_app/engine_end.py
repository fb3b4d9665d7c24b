"""Why the engine that this window shows has ended."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any, Final

from bootstrap import engine_service
from core import paths

if TYPE_CHECKING:
    from pathlib import Path

_LEAST: Final = 100_000  # bytes free, with less of which nothing can be written


def why(runtime: Path, state: dict[str, Any] | None, *, alive: bool) -> str:
    """In words; empty while it runs, after an end that was asked for, and where nobody knows.

    Args:
        runtime: where it publishes; of one that does so elsewhere, no supervisor here knows.
        state: what it last said.
        alive: whether its process exists.
    """
    runs = state is None or (alive and state.get("stopped") is not True)
    if runs or runtime != paths.runtime_dir():
        return ""
    try:
        return engine_service.why_ended() or _no_room(runtime)
    except OSError:
        return ""


def _no_room(folder: Path) -> str:
    """On a full disk the supervisor has no room for its reason either."""
    full = shutil.disk_usage(folder).free < _LEAST
    return f"cannot write {folder}: No space left on device" if full else ""
