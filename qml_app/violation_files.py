"""Violations from the journal together with what the evidence folder holds of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from core.evidence import misses
from core.live import read_state
from qml_app import history, violation_rows
from qml_app.violation_rows import Files

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.violation_rows import Record


@dataclass(frozen=True, slots=True)
class Seen(history.Found):
    """What the journal said, its violations one by one, and what the evidence folder holds."""

    records: list[Record] = field(default_factory=list)
    files: Files = field(default_factory=Files)


def with_files(found: history.Found, folder: Path, runtime: Path | None) -> Seen:
    """`found`, prepared, with the names in the evidence folder and what the engine says of it; never raises."""
    try:
        names = frozenset(path.name for path in folder.iterdir())
    except OSError:
        names = frozenset()
    reason = _reason(read_state(runtime) if runtime else None)
    files = Files(names, reason, misses.read(folder.with_name(misses.FILE)))
    records = violation_rows.records(found.table) if found.table else []
    return Seen(found.span, found.table, found.problem, records=records, files=files)


def _reason(state: dict[str, Any] | None) -> str:
    evidence = state.get("evidence") if state else None
    reason = evidence.get("reason") if isinstance(evidence, dict) else None
    return reason if isinstance(reason, str) else ""
