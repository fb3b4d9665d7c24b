"""Which file the engine runs on, and whether it has been changed since."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bootstrap.engine_process import is_alive
from core.live import read_state


def told(runtime: Path) -> tuple[dict[str, Any], bool]:
    """When the engine began, on which file, if that has changed since, what it refused; and whether it lives."""
    state = read_state(runtime) or {}
    told = {key: state.get(key) for key in ("started", "config", "refused")}
    if isinstance(told["config"], str):
        path = Path(told["config"]).resolve()
        told |= {"config": str(path), "older": _changed(path) > float(told["started"] or 0)}
    return told, is_alive(state)


def _changed(path: Path) -> float:
    """When the file was written last, seconds since the epoch; 0 where there is none."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
