"""Turning movements, speeds and zones of a period as the traffic page draws them. Pure functions."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, Final

from core.reports.distribution import Speeds, distribution
from qml_app.periods import records
from qml_app.recorded_time import partly
from qml_app.traffic_lines import Lines, key, lines
from qml_app.traffic_rows import shown_end, ticks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.reports.tables import Span, Table
    from qml_app.models import Row

#: `cells` hold a count and its share of the largest for each exit, in the order of `exits`;
#: `before` is how much of all, 0..1, the rows above have.
ORIGIN_ROLES: Final = ("origin", "cells", "total", "before")
#: `leaves` and `arrives` are where a flow begins and ends, 0..1 of all from the top of the approaches and of the exits;
#: `part` is how much of all it is, `place` and `goal` count its approach and its exit.
FLOW_ROLES: Final = ("key", "origin", "destination", "count", "part", "leaves", "arrives", "place", "goal")
SPEED_BAR_ROLES: Final = ("from", "count")
SPEED_LINE_ROLES: Final = ("key", "camera", "line", "count", "p50", "p85")
#: `occupancy` is 0..1, `bins` the same for each bin of the period, -1 where nobody watched; `parts` are the places of
#: bins that were not watched throughout.
ZONE_ROLES: Final = ("key", "camera", "zone", "kind", "objects", "queue", "occupancy", "bins", "parts")

_UNKNOWN: Final = -1.0


@dataclass(frozen=True, slots=True)
class Turning:
    """An origin-destination matrix of one camera.

    Attributes:
        exits: names of the columns.
        origins: a row for each approach.
        sums: totals of the columns.
        flows: each movement that was seen, as a band from its approach to its exit.
        cameras, kinds: what can be chosen among.
    """

    exits: list[str] = field(default_factory=list)
    origins: list[Row] = field(default_factory=list)
    sums: list[int] = field(default_factory=list)
    flows: list[Row] = field(default_factory=list)
    cameras: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)


def turning(table: Table, camera: str, kind: str) -> Turning:
    """From the table `movements`. Empty `camera` is the first one, empty `kind` all classes."""
    rows = [row for row in records(table) if row["count"]]
    cameras, kinds = _names(rows, "camera"), _names(rows, "class")
    chosen = camera if camera in cameras else next(iter(cameras), "")
    mine = [row for row in rows if row["camera"] == chosen]
    counts: Counter[tuple[str, str]] = Counter()
    for row in mine:
        counts[row["origin"], row["destination"]] += row["count"] if kind in ("", row["class"]) else 0
    origins, exits, most = _names(mine, "origin"), _names(mine, "destination"), max(counts.values(), default=0)

    def row_of(place: int, origin: str) -> Row:
        numbers = [counts[origin, exit_] for exit_ in exits]
        cells = [{"count": number, "share": number / most if most else 0.0} for number in numbers]
        above = sum(counts[other, exit_] for other in origins[:place] for exit_ in exits)
        return (origin, cells, sum(numbers), above / max(1, sum(counts.values())))

    sums = [sum(number for (_, to), number in counts.items() if to == exit_) for exit_ in exits]
    rows_of = [row_of(place, origin) for place, origin in enumerate(origins)]
    return Turning(exits, rows_of, sums, _flows(counts, origins, exits), cameras, kinds)


def _flows(counts: Counter[tuple[str, str]], origins: list[str], exits: list[str]) -> list[Row]:
    """Bands that lie one below the other at both ends, in the order of the matrix."""
    total = sum(counts.values())
    arrived = [sum(counts[origin, to] for origin in origins) for to in exits]
    below = [sum(arrived[:goal]) for goal in range(len(exits))]  # where the next band of each exit ends
    found, left = [], 0
    for (place, origin), (goal, to) in product(enumerate(origins), enumerate(exits)):
        if count := counts[origin, to]:
            found.append(
                (f"{origin}\n{to}", origin, to, count, count / total, left / total, below[goal] / total, place, goal)
            )
            left += count
            below[goal] += count
    return found


@dataclass(frozen=True, slots=True)
class SpotSpeeds:
    """Speeds at lines.

    Attributes:
        of: what is chosen, in all.
        bars: where each bar begins, km/h, and how many are in it.
        lines: each line for itself, whatever is chosen.
        kinds: the classes there are.
        ticks: of the axis of counts.
        shown: the line or kind of lines that is chosen.
    """

    of: Speeds = field(default_factory=Speeds)
    bars: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    ticks: list[int] = field(default_factory=lambda: [0, 1])
    shown: str = ""


def spot_speeds(table: Table, line: str, kind: str, known: Lines | None = None) -> SpotSpeeds:
    """From the table `spot_speeds`. `line` is as in `traffic_rows.View`; empty `kind` is all."""
    rows = records(table)
    of_kind = [row for row in rows if kind in ("", row["class"])]
    there = known or lines((), rows)
    wanted = there.of(line)
    found = distribution([row["speed_kmh"] for row in of_kind if key(row) in wanted])
    places: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in of_kind:
        places[row["camera"], row["line"]].append(row["speed_kmh"])
    each = [_line(place, distribution(values)) for place, values in sorted(places.items())]
    peak = max((count for _, count in found.bars), default=0)
    return SpotSpeeds(found, list(found.bars), each, _names(rows, "class"), ticks(peak), there.resolved(line))


def _line(place: tuple[str, str], found: Speeds) -> Row:
    return ("/".join(place), *place, found.count, known(found.p50), known(found.p85))


def known(value: float | None) -> float:
    """A number for QML, which knows no None: -1 where there is none."""
    return _UNKNOWN if value is None else value


@dataclass(slots=True)
class _Zone:
    seconds: float = 0.0
    objects: float = 0.0  # times seconds
    occupied: float = 0.0  # seconds
    queue: int = 0
    bins: dict[int, float] = field(default_factory=dict)
    parts: set[int] = field(default_factory=set)

    def add(self, row: dict[str, Any]) -> None:
        self.seconds += row["watched_s"]
        self.objects += row["mean_objects"] * row["watched_s"]
        self.occupied += row["occupancy"] * row["watched_s"]
        self.queue = max(self.queue, row["max_queue"])
        start = round(row["start"].timestamp())
        self.bins[start] = row["occupancy"]
        if partly(row):
            self.parts.add(start)


def zones(table: Table, span: Span, now: float) -> list[Row]:
    """From the table `occupancy`: each zone over the whole period, means weighted by how long it was watched."""
    rows = records(table)
    starts = list(span.grid().starts(span.start, shown_end(rows, span, now)))
    found: dict[tuple[str, str, str], _Zone] = defaultdict(_Zone)
    for row in rows:
        found[row["camera"], row["zone"], row["zone_kind"]].add(row)
    return [
        (
            f"{camera}/{zone}",
            camera,
            zone,
            kind,
            round(one.objects / one.seconds, 2),
            one.queue,
            round(one.occupied / one.seconds, 4),
            [one.bins.get(start, _UNKNOWN) for start in starts],
            [place for place, start in enumerate(starts) if start in one.parts],
        )
        for (camera, zone, kind), one in sorted(found.items())
        if one.seconds
    ]


def course(table: Table, span: Span, now: float) -> tuple[float, float]:
    """From when to when the bins of `zones` are, in seconds since the epoch."""
    return float(span.grid().start(span.start)), shown_end(records(table), span, now)


def _names(rows: Iterable[dict[str, Any]], column: str) -> list[str]:
    return sorted({row[column] for row in rows})
