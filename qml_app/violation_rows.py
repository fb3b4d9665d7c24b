"""The journal's violations as rows of a list. Pure functions."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from core.telemetry.tables import Table
    from qml_app.models import Row

#: `began` is milliseconds since the epoch, `seconds` how long it lasted, -1 while its end has not been seen.
ROLES: Final = ("violation", "began", "seconds", "site", "camera", "rule", "kind", "track", "facts")
#: A list longer than this is nobody's to read; the file that can be saved has all.
MOST: Final = 500

_UNITS: Final = (
    ("_px_s", "px/s"),
    ("_px", "px"),
    ("seconds", "s"),
    ("grace", "s"),
    ("point", "px"),
    ("left_at", "px"),
)


def rows(table: Table, rule: str = "", camera: str = "") -> list[Row]:
    """Those of a rule and a camera, or of all where empty, newest first."""
    named = (dict(zip(table.columns, row, strict=True)) for row in table.rows)
    chosen = (one for one in named if rule in ("", one["rule"]) and camera in ("", one["camera"]))
    return sorted(map(_row, chosen), key=lambda row: (row[1], row[0]), reverse=True)


def values(table: Table, column: str) -> list[str]:
    """What there is to choose from."""
    place = table.columns.index(column)
    return sorted({str(row[place]) for row in table.rows})


def _row(one: dict[str, Any]) -> Row:
    began: datetime = one["started"]
    ended: datetime | None = one["ended"]
    return (
        one["id"],
        began.timestamp() * 1000,
        (ended - began).total_seconds() if ended is not None else -1.0,
        one["site"],
        one["camera"],
        one["rule"],
        one["class"],
        one["track"],
        facts(json.loads(one["facts"]).items()),
    )


def facts(found: Iterable[tuple[str, Any]]) -> list[dict[str, str]]:
    """What fired the rule: each fact's name, and its value with its unit."""
    return [{"name": name, "value": _value(name, value)} for name, value in found if value is not None]


def _value(name: str, value: Any) -> str:  # noqa: ANN401 -- any JSON
    parts = value if isinstance(value, list) else [value]
    text = ", ".join(f"{part:g}" if isinstance(part, float) else str(part) for part in parts)
    unit = next((unit for ending, unit in _UNITS if name.endswith(ending) or name.startswith(ending)), "")
    return f"{text} {unit}".rstrip()
