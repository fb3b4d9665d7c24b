"""What is read for a table: a period, the journal's events in it, and when cameras watched."""

from __future__ import annotations

import heapq
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from pydantic_core import from_json

from core import local_time
from core.events import is_synthetic
from core.journal.reader import period
from core.reports.bins import Grid
from core.reports.coverage import NEAR, Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.settings.sinks.influx import Influx

Event = dict[str, Any]
Cell = str | int | float | bool | datetime | None

#: Seconds without a sign after which a camera of an older engine was not watching.
GAP: Final = 30.0
#: What tells cameras apart.
CAMERA: Final = ("site", "camera")
_MICRO: Final = 1_000_000
#: Of a day of detections nothing else is needed, and reading all of them takes seconds.
_WHOSE: Final = re.compile(rb'"site":"[^"\\]*","camera":"[^"\\]*"')


@dataclass(frozen=True, slots=True)
class Span:
    """What to look at.

    Attributes:
        journal: the file.
        start, end: media time, seconds since the epoch; `end` is not included.
        bin: seconds of a bin.
        database: where to look instead of the journal, with a token that may read.
        zone: of the site, whose clock bins follow and files are written in.
    """

    journal: Path
    start: float
    end: float
    bin: int
    database: Influx | None = None
    zone: tzinfo = field(default_factory=local_time.zone)

    def grid(self) -> Grid:
        """Its bins."""
        return Grid(self.bin, self.zone)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under named columns; times are UTC.

    Attributes:
        name: what it is called.
        columns: one name for each cell of a row.
        rows: what was found.
        damaged: events of the journal that could not be read for it.
    """

    name: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    damaged: int = 0


def when(start: int, grid: Grid) -> tuple[datetime, datetime]:
    """Beginning and end of a bin."""
    return datetime.fromtimestamp(start, UTC), datetime.fromtimestamp(grid.end(start), UTC)


def quality(seen: Coverage, start: int, seconds: float) -> tuple[bool, float]:
    """Whether the bin at `start` is complete, and for how long its camera watched."""
    return seen.complete(start, seconds), round(seconds, 1)


def parse(text: str) -> datetime:
    """The time in an event."""
    return datetime.fromisoformat(text).astimezone(UTC)


def events(span: Span, kind: str) -> Iterator[tuple[float, Event]]:
    """Events of a kind with their time; of several tellings of the same id and phase at a time only the newest."""
    rows = period(span.journal, kind, span.start, span.end)
    for time, group in groupby(rows, key=lambda row: row.time):
        newest: dict[tuple[str, str], Event] = {}
        for row in sorted(group):
            event: Event = from_json(row.body)
            if not is_synthetic(event["site"]):
                newest[event["id"], event["phase"]] = event
        yield from ((time / _MICRO, event) for event in newest.values())


def coverage(span: Span) -> Coverage:
    """As stretches are told; before engines did so, detections, which come whatever there is to see, are the signs."""
    seen = Coverage(span.grid(), GAP, span.start, span.end)
    for row in period(span.journal, "watching", span.start, span.end + NEAR):
        event, end = from_json(row.body), row.time / _MICRO
        camera = tuple(event[name] for name in CAMERA)
        seen.stretch(camera, end - event["seconds"], end, good=event["quality"] == "good")
    for time, camera in heapq.merge(_signs(span, "detection"), _signs(span, "performance")):
        seen.saw(camera, time)
    return seen


def _signs(span: Span, kind: str) -> Iterator[tuple[float, tuple[str, ...]]]:
    known: dict[bytes, tuple[str, ...]] = {}
    for row in period(span.journal, kind, span.start - GAP, span.end + GAP):
        found = _WHOSE.search(row.body)
        whose = known.get(found[0]) if found else None
        if whose is None:
            event = from_json(row.body)
            whose = tuple(event[name] for name in CAMERA)
            if found:  # else a name has signs that JSON escapes
                known[found[0]] = whose
        yield row.time / _MICRO, whose
