"""Tables from the journal: what was counted, which rules were broken, how the cameras did."""

from __future__ import annotations

import heapq
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json, to_json

from core.events import is_synthetic
from core.telemetry.bins import Coverage, bin_of
from core.telemetry.reader import period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    Event = dict[str, Any]
    Cell = str | int | float | bool | datetime | None

_SERIES: Final = ("site", "camera", "line", "direction", "class")
_GAP: Final = 30.0
_MICRO: Final = 1_000_000
_NEVER: Final = 9e9  # year 2255


@dataclass(frozen=True, slots=True)
class Span:
    """What to look at.

    Attributes:
        journal: the file.
        start, end: media time, seconds since the epoch; `end` is not included.
        bin: seconds of a bin.
    """

    journal: Path
    start: float
    end: float
    bin: int


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; times are UTC."""

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]


def counts(span: Span) -> Table:
    """Crossings by bin, camera, line, direction and class. Where a camera watched and nothing came, 0 is written.

    `mean_kmh` is the mean of the speeds measured in a bin, empty if there is none.
    """
    found: dict[tuple[str, ...], Counter[int]] = defaultdict(Counter)
    speeds: dict[tuple[tuple[str, ...], int], list[float]] = defaultdict(list)
    for time, event in _events(span, "crossing"):
        series = tuple(event[name] for name in _SERIES)
        start = bin_of(time, span.bin)
        found[series][start] += 1
        if event.get("speed_kmh") is not None:  # older events have none
            speeds[series, start].append(event["speed_kmh"])
    coverage = _coverage(span)
    rows: list[tuple[Any, ...]] = []
    for series, numbers in found.items():
        watched = coverage.bins(series[1])
        for start in watched.keys() | numbers.keys():
            quality = _quality(coverage, watched.get(start, 0.0))
            rows.append(
                (*_when(start, span.bin), *series, numbers[start], _mean(speeds.get((series, start))), *quality)
            )
    columns = ("start", "end", *_SERIES, "count", "mean_kmh", "complete", "watched_s")
    return Table("counts", columns, sorted(rows))


def violations(span: Span) -> Table:
    """One row for each violation that began in the period, whatever became of it later, with its newest review."""
    merged: dict[str, Event] = {}
    for _, event in _events(span, "violation"):
        first = merged.setdefault(event["id"], event)
        merged[event["id"]] = {
            **event,
            "time": event["time"],
            "ended": event["phase"] == "end",
            "opened": first["time"],
        }
    reviews = {review["violation"]: review for _, review in _events(replace(span, start=0, end=_NEVER), "review")}
    rows = [
        (
            _parse(event["started"]),
            _parse(event["time"]) if event.get("ended") else None,
            *(event[name] for name in ("site", "camera", "rule", "class", "track", "id")),
            to_json(event["facts"]).decode(),
            *_judged(reviews.get(event["id"])),
            " ".join(event.get("evidence", ())),  # older events have none
        )
        for event in merged.values()
    ]
    columns = (
        *("started", "ended", "site", "camera", "rule", "class", "track", "id", "facts"),
        *("verdict", "note", "reviewer", "reviewed", "evidence"),
    )
    return Table("violations", columns, sorted(rows, key=lambda row: (row[0], row[7])))


def performance(span: Span) -> Table:
    """How each camera did, by bin: frames, and the worst percentiles of each stage in it."""
    groups: dict[tuple[str, str, int], list[Event]] = defaultdict(list)
    for time, event in _events(span, "performance"):
        groups[event["site"], event["camera"], bin_of(time, span.bin)].append(event)
    stages = sorted({name for events in groups.values() for event in events for name in event["stages_ms"]})
    coverage = _coverage(span)
    rows = [
        (
            *_when(start, span.bin),
            site,
            camera,
            sum(event["frames"] for event in events),
            sum(event["skipped"] for event in events),
            round(sum(event["fps"] for event in events) / len(events), 3),
            *(_worst(events, stage) for stage in stages),
            *_quality(coverage, coverage.bins(camera).get(start, 0.0)),
        )
        for (site, camera, start), events in groups.items()
    ]
    times = tuple(f"{stage}_p95_ms" for stage in stages)
    columns = ("start", "end", "site", "camera", "frames", "skipped", "mean_fps", *times, "complete", "watched_s")
    return Table("performance", columns, sorted(rows, key=lambda row: row[:4]))


TABLES: Final[dict[str, Callable[[Span], Table]]] = {
    "counts": counts,
    "violations": violations,
    "performance": performance,
}


def _judged(review: Event | None) -> tuple[Cell, ...]:
    """Verdict, note, reviewer, and when; open as long as nobody has judged."""
    if review is None:
        return ("open", "", "", None)
    return (review["verdict"], review["note"], review["reviewer"], _parse(review["time"]))


def _mean(values: list[float] | None) -> float | None:
    return round(sum(values) / len(values), 1) if values else None


def _worst(events: list[Event], stage: str) -> float:
    return float(max(event["stages_ms"].get(stage, {}).get("p95", 0.0) for event in events))


def _when(start: int, size: int) -> tuple[datetime, datetime]:
    return datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(start + size, UTC)


def _quality(coverage: Coverage, seconds: float) -> tuple[bool, float]:
    return coverage.complete(seconds), round(seconds, 1)


def _parse(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)


def _events(span: Span, kind: str) -> Iterator[tuple[float, Event]]:
    """Events of a kind with their time; of several tellings of the same id and phase at a time only the newest."""
    rows = period(span.journal, kind, span.start, span.end)
    for time, group in groupby(rows, key=lambda row: row.time):
        newest: dict[tuple[str, str], Event] = {}
        for row in sorted(group):
            event: Event = from_json(row.body)
            if not is_synthetic(event["site"]):
                newest[event["id"], event["phase"]] = event
        yield from ((time / _MICRO, event) for event in newest.values())


def _coverage(span: Span) -> Coverage:
    """Detections come whether or not there is anything to see: they are the signs that a camera watches."""
    coverage = Coverage(span.bin, _GAP, span.start, span.end)
    for time, camera in heapq.merge(_signs(span, "detection"), _signs(span, "performance")):
        coverage.saw(camera, time)
    return coverage


def _signs(span: Span, kind: str) -> Iterator[tuple[float, str]]:
    for row in period(span.journal, kind, span.start - _GAP, span.end + _GAP):
        yield row.time / _MICRO, str(from_json(row.body)["camera"])
