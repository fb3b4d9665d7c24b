"""Tables: what was counted, which rules were broken, how the cameras did; from the journal unless told else."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pydantic_core import to_json

from core.journal.reader import left_out
from core.reports import counted
from core.reports.counted import CROSSINGS, MOVEMENTS, Counted
from core.reports.distributions import occupancy, speeds, spot_speeds
from core.reports.reach import reach
from core.reports.span import Cell, Event, Span, Table, coverage, events, parse, quality, when

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = [
    "TABLES",
    "Cell",
    "Span",
    "Table",
    "counts",
    "movements",
    "occupancy",
    "performance",
    "speeds",
    "spot_speeds",
    "table",
    "violations",
]

_NEVER: Final = 9e9  # year 2255


def table(what: str, span: Span) -> Table:
    """The table `what` from the database if `span` names one, else from the journal.

    Raises:
        UserError: it cannot be read, or the database does not have this table.
        sqlite3.Error: the journal cannot be read.
    """
    if span.database is None:
        with left_out() as damaged:
            found = TABLES[what](span)
        return replace(found, damaged=damaged.events)
    from core.reports import database_tables  # noqa: PLC0415 - slow to import, and few need it

    return database_tables.table(what, span.database, span)


def counts(span: Span) -> Table:
    """Crossings by bin, camera, line, direction and class. Where a camera watched and nothing came, 0 is written.

    `mean_kmh` is the mean of the speeds measured in a bin, empty if there is none. `line_kind` says what the line is
    for; lines of different kinds count the same road user twice.
    """
    return counted.table(CROSSINGS, span.grid(), _counted(span, CROSSINGS, "crossing", "speed_kmh"), coverage(span))


def movements(span: Span) -> Table:
    """Turning movements by bin, camera, approach, exit and class, as in `counts`.

    `mean_s` is the mean time from leaving the approach to reaching the exit.
    """
    return counted.table(MOVEMENTS, span.grid(), _counted(span, MOVEMENTS, "movement", "seconds"), coverage(span))


def _counted(span: Span, kind: counted.Kind, event_kind: str, measure: str) -> Counted:
    """How many events of a kind in each bin by series, with the mean of a field that may be null."""
    found, grid = Counted(), span.grid()
    measured: dict[tuple[counted.Series, int], list[float]] = defaultdict(list)
    for time, event in events(span, event_kind):
        series = tuple(event[label] or "" for label in kind.series)
        start = grid.start(time)
        found.numbers[series][start] += 1
        if kind.about:
            found.about[series] = tuple(event.get(name) or "" for name in kind.about)  # of the newest event
        if event.get(measure) is not None:  # older events have none
            measured[series, start].append(event[measure])
    found.means.update((place, sum(values) / len(values)) for place, values in measured.items())
    return found


def violations(span: Span) -> Table:
    """One row for each violation that began in the period, whatever became of it later, with its newest review."""
    merged: dict[str, Event] = {}
    for _, event in events(span, "violation"):
        first = merged.setdefault(event["id"], event)
        merged[event["id"]] = {
            **event,
            "time": event["time"],
            "ended": event["phase"] == "end",
            "opened": first["time"],
        }
    reviews = {review["violation"]: review for _, review in events(replace(span, start=0, end=_NEVER), "review")}
    rows = [
        (
            parse(event["started"]),
            parse(event["time"]) if event.get("ended") else None,
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
    grid = span.grid()
    groups: dict[tuple[str, str, int], list[Event]] = defaultdict(list)
    for time, event in events(span, "performance"):
        groups[event["site"], event["camera"], grid.start(time)].append(event)
    stages = sorted({name for told in groups.values() for event in told for name in event["stages_ms"]})
    seen = coverage(span)
    rows = [
        (
            *when(start, grid),
            site,
            camera,
            sum(event["frames"] for event in told),
            sum(event["skipped"] for event in told),
            round(sum(event["fps"] for event in told) / len(told), 3),
            *(_worst(told, stage) for stage in stages),
            *quality(seen, start, seen.bins((site, camera)).get(start, 0.0)),
        )
        for (site, camera, start), told in groups.items()
    ]
    times = tuple(f"{stage}_p95_ms" for stage in stages)
    columns = ("start", "end", "site", "camera", "frames", "skipped", "mean_fps", *times, "complete", "watched_s")
    return Table("performance", columns, sorted(rows, key=lambda row: row[:4]))


TABLES: Final[dict[str, Callable[[Span], Table]]] = {
    "counts": counts,
    "movements": movements,
    "speeds": speeds,
    "spot_speeds": spot_speeds,
    "occupancy": occupancy,
    "violations": violations,
    "performance": performance,
    "reach": reach,
}


def _judged(review: Event | None) -> tuple[Cell, ...]:
    """Verdict, note, reviewer, and when; open as long as nobody has judged."""
    if review is None:
        return ("open", "", "", None)
    return (review["verdict"], review["note"], review["reviewer"], parse(review["time"]))


def _worst(told: list[Event], stage: str) -> float:
    return float(max(event["stages_ms"].get(stage, {}).get("p95", 0.0) for event in told))
