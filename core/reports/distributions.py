"""Speeds at lines and how full zones were, from the journal, as tables for export."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from core.reports.distribution import distribution
from core.reports.span import Table, events, when

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from core.reports.bins import Grid
    from core.reports.span import Event, Span

#: What tells series apart: of speeds, of zones.
AT_LINE: Final = ("site", "camera", "line", "direction", "class")
ZONE: Final = ("site", "camera", "zone", "zone_kind")
_BEFORE: Final = 1e-3  # seconds; a moment that ends an interval belongs to the bin that it ends


def speeds(span: Span) -> Table:
    """Median and 85th percentile of the speeds at each line by bin and class."""
    groups: dict[tuple[Any, ...], list[float]] = defaultdict(list)
    grid = span.grid()
    for time, event in _measured(span):
        key = (grid.start(time), *(event[name] for name in AT_LINE))
        groups[key].append(event["speed_kmh"])
    rows = []
    for (start, *labels), values in sorted(groups.items()):
        found = distribution(values)
        rows.append((*when(start, grid), *labels, found.count, found.p50, found.p85))
    return Table("speeds", ("start", "end", *AT_LINE, "count", "p50_kmh", "p85_kmh"), rows)


def spot_speeds(span: Span) -> Table:
    """Each measured speed at a line with its standard error, as a spot speed study lists them."""
    rows: list[tuple[Any, ...]] = [
        (
            datetime.fromtimestamp(time, UTC),
            *(event[name] for name in AT_LINE),
            event["speed_kmh"],
            event.get("speed_error_kmh"),
        )
        for time, event in _measured(span)
    ]
    return spots(rows)


def spots(rows: list[tuple[Any, ...]]) -> Table:
    """The table of these rows: time, AT_LINE, speed and its standard error."""
    return Table("spot_speeds", ("time", *AT_LINE, "speed_kmh", "speed_error_kmh"), rows)


def _measured(span: Span) -> Iterator[tuple[float, Event]]:
    """Crossings that have a speed; older ones have none."""
    return ((time, event) for time, event in events(span, "crossing") if event.get("speed_kmh") is not None)


@dataclass(slots=True)
class Filling:
    """How full a zone was over some intervals."""

    seconds: float = 0.0
    objects: float = 0.0  # times seconds
    occupied: float = 0.0  # seconds
    longest: int = 0

    def add(self, seconds: float, zone: Event) -> None:
        """One more interval."""
        self.seconds += seconds
        self.objects += zone["mean_objects"] * seconds
        self.occupied += zone["occupancy"] * seconds
        self.longest = max(self.longest, zone["max_queue"])


def occupancy(span: Span) -> Table:
    """Each zone by bin: mean number of road users, longest queue, share of the time with somebody in it.

    `watched_s` is how long that was measured; an interval belongs to the bin in which it ends.
    """
    groups: dict[tuple[Any, ...], Filling] = defaultdict(Filling)
    grid = span.grid()
    for time, event in events(span, "occupancy"):
        for zone in event["zones"]:
            key = (grid.start(time - _BEFORE), event["site"], event["camera"], zone["zone"], zone["zone_kind"])
            groups[key].add(event["seconds"], zone)
    return filled(groups, grid)


def filled(groups: Mapping[tuple[Any, ...], Filling], grid: Grid) -> Table:
    """The table of zones by bin; keys are the bin's start and ZONE."""
    rows = [
        (
            *when(start, grid),
            *labels,
            round(one.objects / one.seconds, 3),
            one.longest,
            round(one.occupied / one.seconds, 4),
            round(one.seconds, 1),
        )
        for (start, *labels), one in sorted(groups.items())
        if one.seconds
    ]
    columns = ("start", "end", *ZONE, "mean_objects", "max_queue", "occupancy", "watched_s")
    return Table("occupancy", columns, rows)
