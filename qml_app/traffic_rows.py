"""Counts as bars, totals and choices. Pure functions: time is a parameter."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING, Any, Final

from core import local_time
from qml_app.periods import records
from qml_app.traffic_lines import OF_KIND, key, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.reports.bins import Grid
    from core.reports.tables import Span, Table
    from qml_app.models import Row
    from qml_app.traffic_lines import Lines

#: `began` and `ended` are milliseconds since the epoch; `parts` stack the classes: kind, count, and what lies below it.
BAR_ROLES: Final = ("began", "total", "parts", "complete", "watched", "labelled", "ended")
#: A row without a line is the sum of the lines of its kind, which follow it.
LINE_ROLES: Final = ("key", "camera", "line", "kind", "forward", "backward")
KIND_ROLES: Final = ("kind", "count")

#: Order in a stack, from below.
KINDS: Final = ("car", "truck", "bus", "motorcycle", "bicycle", "person", "object")
_TICKS: Final = 5
_AIR: Final = 1.04
_HOUR_MS: Final = 3_600_000.0
#: Minutes that may lie between two labels, and how many labels there may be.
_STEPS: Final = (
    1,
    2,
    5,
    10,
    15,
    30,
    60,
    120,
    180,
    360,
    720,
    *(1_440 * days for days in (1, 2, 7, 14, 30, 90, 365, 730, 1_826, 3_652)),
)
_LABELS: Final = 12


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the page shows.

    Attributes:
        bars: one for each bin of the period, also where nothing is known.
        kinds: totals by class.
        lines: totals by line and direction, whatever is chosen.
        ticks: values of the axis from 0; the last is its top.
        shown: the line or kind of lines the bars are of.
        peak: the busiest hour: its beginning and end in milliseconds since the epoch, and its count; empty if no hour
            was watched throughout.
    """

    bars: list[Row] = field(default_factory=list)
    kinds: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    ticks: list[int] = field(default_factory=lambda: [0, 1])
    shown: str = ""
    peak: tuple[float, ...] = ()


@dataclass(slots=True)
class _Bin:
    kinds: Counter[str] = field(default_factory=Counter)
    watched: dict[str, float] = field(default_factory=dict)  # by camera
    complete: dict[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """What of it to show.

    Attributes:
        line: as `camera/line`, or all of a kind: `traffic_lines.Lines.resolved` says what else it may be.
        direction: forward or backward; empty for both.
    """

    line: str = ""
    direction: str = ""


def traffic(table: Table, span: Span, now: float, view: View, known: Lines | None = None) -> Traffic:
    """Bars and totals. A bin is complete if every camera concerned watched through all of it.

    Args:
        table: crossings by bin, camera, line, direction and class.
        span: the period that was asked for.
        now: seconds since the epoch; there are no bars after it but for what is counted there.
        view: what of it to show.
        known: the lines there are; without them those of the table, each for itself.
    """
    rows, grid = records(table), span.grid()
    there = known or lines((), rows)
    wanted = there.of(view.line)
    chosen = [row for row in rows if key(row) in wanted]
    bins: dict[int, _Bin] = defaultdict(_Bin)
    for row in chosen:
        found = bins[round(row["start"].timestamp())]
        found.watched[row["camera"]], found.complete[row["camera"]] = row["watched_s"], row["complete"]
        if view.direction in ("", row["direction"]):
            found.kinds[row["class"]] += row["count"]
    cameras = {row["camera"] for row in chosen}
    starts = list(grid.starts(span.start, shown_end(rows, span, now)))
    label = label_step(len(starts), span.bin)
    bars = [_bar(start, bins.get(start, _Bin()), cameras, labelled(start, label, span), grid) for start in starts]
    kinds = sum((found.kinds for found in bins.values()), Counter[str]())
    top = max((bar[1] for bar in bars), default=0)
    return Traffic(
        bars,
        [(kind, kinds[kind]) for kind in _ordered(kinds)],
        _lines(rows, there),
        ticks(top),
        there.resolved(view.line),
        peak(bars),
    )


def shown_end(rows: Iterable[dict[str, Any]], span: Span, now: float) -> float:
    """Where the bins end: now, or with the last of `rows`, so that what is summed up is seen; not after `span`."""
    ends: list[float] = [row["end"].timestamp() for row in rows]
    return min(span.end, max([now, *ends]))


def label_step(bars: int, size: int) -> int:
    """Minutes between two labels of the time axis, so that there are a few of them."""
    return next((step for step in _STEPS if bars * size / 60 / step <= _LABELS), _STEPS[-1])


def labelled(start: int, step: int, span: Span) -> bool:
    """Whether a bin has a label: at round local times."""
    here = local_time.local(start, span.zone)
    minutes = (here.toordinal() * 24 + here.hour) * 60 + here.minute
    return minutes % step == 0


def peak(bars: Sequence[Row]) -> tuple[float, ...]:
    """The busiest hour of bars that divide one, among hours watched throughout."""
    if not bars:
        return ()
    size = round(_HOUR_MS / max(1.0, bars[0][6] - bars[0][0]))
    totals, watched = ([0, *accumulate(row[place] for row in bars)] for place in (1, 3))
    hours = [
        (totals[end] - totals[first], -first)
        for first, end in zip(range(len(bars)), range(size, len(bars) + 1), strict=False)
        if watched[end] - watched[first] == size and bars[end - 1][6] - bars[first][0] == _HOUR_MS
    ]
    count, first = max(hours, default=(0, 0))
    return (bars[-first][0], bars[-first][0] + _HOUR_MS, count) if size and count else ()


def _bar(start: int, found: _Bin, cameras: set[str], marked: bool, grid: Grid) -> Row:  # noqa: FBT001 -- of one caller
    parts, below = [], 0
    for kind in _ordered(found.kinds):
        parts.append({"kind": kind, "count": found.kinds[kind], "below": below})
        below += found.kinds[kind]
    complete = bool(cameras) and all(found.complete.get(camera, False) for camera in cameras)
    watched = min((found.watched.get(camera, 0.0) for camera in cameras), default=0.0)
    return (start * 1000.0, below, parts, complete, watched, marked, grid.end(start) * 1000.0)


def _ordered(kinds: Iterable[str]) -> list[str]:
    there = [kind for kind, count in Counter(kinds).items() if count]
    return sorted(there, key=lambda kind: (KINDS.index(kind) if kind in KINDS else len(KINDS), kind))


def _lines(rows: list[dict[str, Any]], there: Lines) -> list[Row]:
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts[key(row), row["direction"]] += row["count"]
    found: list[Row] = []
    told = {key(row) for row in rows}
    for group in (*there.groups, ""):
        mine = [name for name in there.names if name in told]
        names = [name for name in mine if (there.kinds[name] if there.kinds[name] in there.groups else "") == group]
        each = [(counts[name, "forward"], counts[name, "backward"]) for name in names]
        if group and names:
            found.append((f"{OF_KIND}{group}", "", "", group, *(sum(way) for way in zip(*each, strict=True))))
        found += [(name, *name.rsplit("/", 1), group, *ways) for name, ways in zip(names, each, strict=True)]
    return found


def ticks(peak: int) -> list[int]:
    """Round values from 0 to at least `peak`, about five: steps of 1, 2 or 5 times a power of ten."""
    rough = max(1.0, peak / _TICKS)
    power = 10 ** math.floor(math.log10(rough))
    step = next(int(factor * power) for factor in (1, 2, 5, 10) if factor * power >= rough)
    air = max(1.0, peak * _AIR)  # above the highest bar
    return list(range(0, math.ceil(air / step) * step + 1, step))
