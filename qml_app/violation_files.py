"""Violations from the journal together with what the evidence folder holds of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.live import read_state
from qml_app import history
from qml_app.violation_rows import Files

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Seen(history.Found):
    """What the journal said, and what the evidence folder holds."""

    files: Files = field(default_factory=Files)


def with_files(found: history.Found, folder: Path, runtime: Path | None) -> Seen:
    """`found`, with the names in the evidence folder and what the engine says of it; never raises."""
    try:
        names = frozenset(path.name for path in folder.iterdir())
    except OSError:
        names = frozenset()
    files = Files(names, _reason(read_state(runtime) if runtime else None))
    return Seen(found.span, found.table, found.problem, files)


def _reason(state: dict[str, Any] | None) -> str:
    evidence = state.get("evidence") if state else None
    reason = evidence.get("reason") if isinstance(evidence, dict) else None
    return reason if isinstance(reason, str) else ""
