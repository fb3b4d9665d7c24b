"""Counts as bars, totals and choices. Pure functions: time is a parameter."""

from __future__ import annotations

import math
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.telemetry.tables import Span, Table
    from qml_app.models import Row

#: `began` is milliseconds since the epoch; `parts` stack the classes: kind, count, and what lies below it.
BAR_ROLES: Final = ("began", "total", "parts", "complete", "watched", "labelled")
LINE_ROLES: Final = ("key", "camera", "line", "forward", "backward")
KIND_ROLES: Final = ("kind", "count")

#: Order in a stack, from below.
KINDS: Final = ("car", "truck", "bus", "motorcycle", "bicycle", "person", "object")
_TICKS: Final = 5


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the page shows.

    Attributes:
        bars: one for each bin of the period, also where nothing is known.
        kinds: totals by class.
        lines: totals by line and direction, whatever is chosen.
        ticks: values of the axis from 0; the last is its top.
    """

    bars: list[Row] = field(default_factory=list)
    kinds: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    ticks: list[int] = field(default_factory=lambda: [0, 1])


@dataclass(slots=True)
class _Bin:
    kinds: Counter[str] = field(default_factory=Counter)
    watched: dict[str, float] = field(default_factory=dict)  # by camera
    complete: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """What of it to show.

    Attributes:
        line: as `camera/line`; empty for all.
        direction: forward or backward; empty for both.
        label: minutes between two labels of the time axis, local time.
    """

    line: str = ""
    direction: str = ""
    label: int = 60


def traffic(table: Table, span: Span, now: float, view: View) -> Traffic:
    """Bars and totals. A bin is complete if every camera concerned watched through all of it.

    Args:
        table: crossings by bin, camera, line, direction and class.
        span: the period that was asked for.
        now: seconds since the epoch; there are no bars after it.
        view: what of it to show.
    """
    rows = dicts(table)
    chosen = [row for row in rows if view.line in ("", key(row))]
    bins: dict[int, _Bin] = defaultdict(_Bin)
    for row in chosen:
        found = bins[round(row["start"].timestamp())]
        found.watched[row["camera"]], found.complete[row["camera"]] = row["watched_s"], row["complete"]
        if view.direction in ("", row["direction"]):
            found.kinds[row["class"]] += row["count"]
    cameras = {row["camera"] for row in chosen}
    starts = range(int(span.start), math.ceil(now), span.bin)
    bars = [_bar(start, bins.get(start, _Bin()), cameras, view.label) for start in starts]
    kinds = sum((found.kinds for found in bins.values()), Counter[str]())
    peak = max((bar[1] for bar in bars), default=0)
    return Traffic(bars, [(kind, kinds[kind]) for kind in _ordered(kinds)], _lines(rows), ticks(peak))


def dicts(table: Table) -> list[dict[str, Any]]:
    """Rows by column. Sites may name their cameras alike: where there are several, a camera bears its site's name."""
    rows: list[dict[str, Any]] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    if len({row["site"] for row in rows}) > 1:
        return [{**row, "camera": f"{row['site']} · {row['camera']}"} for row in rows]
    return rows


def key(row: dict[str, Any]) -> str:
    """A line's name among all cameras."""
    return f"{row['camera']}/{row['line']}"


def _bar(start: int, found: _Bin, cameras: set[str], label: int) -> Row:
    parts, below = [], 0
    for kind in _ordered(found.kinds):
        parts.append({"kind": kind, "count": found.kinds[kind], "below": below})
        below += found.kinds[kind]
    complete = bool(cameras) and all(found.complete.get(camera, False) for camera in cameras)
    watched = min((found.watched.get(camera, 0.0) for camera in cameras), default=0.0)
    local = time.localtime(start)
    labelled = (local.tm_hour * 60 + local.tm_min) % label == 0
    return (start * 1000.0, below, parts, complete, watched, labelled)


def _ordered(kinds: Iterable[str]) -> list[str]:
    there = [kind for kind, count in Counter(kinds).items() if count]
    return sorted(there, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind))


def _lines(rows: list[dict[str, Any]]) -> list[Row]:
    counts: Counter[tuple[str, str, str]] = Counter()
    for row in rows:
        counts[row["camera"], row["line"], row["direction"]] += row["count"]
    places = sorted({(camera, line) for camera, line, _ in counts})
    return [
        (f"{camera}/{line}", camera, line, counts[camera, line, "forward"], counts[camera, line, "backward"])
        for camera, line in places
    ]


def ticks(peak: int) -> list[int]:
    """Round values from 0 to at least `peak`, about five: steps of 1, 2 or 5 times a power of ten."""
    rough = max(1.0, peak / _TICKS)
    power = 10 ** math.floor(math.log10(rough))
    step = next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= rough)
    return list(range(0, max(peak, 1) + step, step))
