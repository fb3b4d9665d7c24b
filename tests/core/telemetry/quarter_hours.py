"""What the task of setup makes of single events: its own script, run by the double, percentiles apart."""

from __future__ import annotations

import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[2] / "doubles"))

from influxd_double import flux
from influxd_double.points import Value

from bootstrap.influx.flux import downsample

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_NO_TAGS = {"_start", "_stop", "_time", "_value", "_field", "_measurement"}
_PART = re.compile(r"^from\(bucket:.*?(?=\n    \|> to\()", re.MULTILINE | re.DOTALL)


def quarter_hours(values: Iterable[Value], start: float, stop: float) -> list[Value]:
    """The values of the bucket of 15 minutes.

    Args:
        values: of single events.
        start, stop: whole quarters of an hour, seconds since the epoch.
    """
    kept = list(values)
    parts = _PART.findall(downsample("task", "traffic", "org", "15m", "2h"))
    return [one for part in parts for one in _run(_between(part, start, stop), lambda _: kept)]


def _between(part: str, start: float, stop: float) -> str:
    """A part with its times in place of names."""
    for name, seconds in (("start", start), ("stop", stop)):
        later = f"date.add(d: 1ms, to: {name})"
        part = part.replace(later, _moment(seconds + 1e-3)).replace(f"{name}: {name}", f"{name}: {_moment(seconds)}")
    return part


def _moment(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat().replace("+00:00", "Z")


def _run(script: str, read: Callable[[str], Iterable[Value]]) -> list[Value]:
    rows = (row for table in flux.run(script, read) for row in table.rows)
    return [
        Value(
            row["_measurement"],
            tuple(sorted((name, str(one)) for name, one in row.items() if name not in _NO_TAGS)),
            row["_field"],
            int(row["_time"]),
            row["_value"],
        )
        for row in rows
    ]
