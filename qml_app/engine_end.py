"""Why the engine that this window shows has ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bootstrap import engine_service
from core import paths

if TYPE_CHECKING:
    from pathlib import Path


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
        return engine_service.why_ended()
    except OSError:
        return ""
