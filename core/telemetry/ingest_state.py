"""How `ingest` fares, for others on its machine: in its state folder, written now and then."""

from __future__ import annotations

import json
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from core import private
from core.scrub import scrubbed

if TYPE_CHECKING:
    from pathlib import Path

_FILE: Final = "ingest.json"
_FRESH: Final = 40.0  # seconds; it writes every ten


def write(folder: Path, stats: dict[str, Any], *, ended: bool = False) -> None:
    """Tell what `Ingest.stats` says; a disk that is full tells it by the journal."""
    with suppress(OSError):
        private.write(folder / _FILE, json.dumps(scrubbed({**stats, "updated": time.time(), "ended": ended})))


def read(folder: Path) -> dict[str, Any] | None:
    """What was told last; None where no ingest ever ran, or it ended in order."""
    try:
        found = json.loads((folder / _FILE).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and not found.get("ended") else None


def alive(told: dict[str, Any]) -> bool:
    """Whether that is how it is now."""
    return abs(time.time() - float(told.get("updated", 0.0))) < _FRESH


def line(stats: dict[str, Any]) -> str:
    """All of it for people, in one line."""
    intake, journal, influx = stats["intake"], stats["journal"], stats["sinks"]["influx"]
    return (
        f"received {intake['received']} ({_state(intake)}), written {influx['acked']} ({_state(influx)}), "
        f"waiting {influx['backlog']}, set aside {influx['set_aside']}{_because(influx)}, "
        f"dropped {journal['dropped'] + journal['forgotten']}"
    )


def well(stats: dict[str, Any]) -> bool:
    """Whether it receives, writes, and has lost nothing."""
    states = [part["state"] for part in (stats["intake"], stats["journal"], stats["sinks"]["influx"])]
    return all(state == "running" for state in states)


def _state(part: dict[str, Any]) -> str:
    reason = part.get("reason") or part.get("notice")
    return f"{part['state']}: {reason}" if reason else str(part["state"])


def _because(influx: dict[str, Any]) -> str:
    return f" ({influx['set_aside_reason']})" if influx.get("set_aside_reason") else ""
