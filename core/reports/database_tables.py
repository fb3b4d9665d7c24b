"""The tables of traffic from InfluxDB: what all engines that write to a bucket have counted, with the same columns."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, Final

from core.errors import UserError
from core.events import STRETCH
from core.reports import counted, distributions, flux
from core.reports.beside import side_by_side
from core.reports.counted import CROSSINGS, MOVEMENTS, Counted
from core.reports.coverage import NEAR, Coverage
from core.reports.database import opened
from core.reports.distributions import AT_LINE, ZONE, Filling
from core.reports.quarters import Asked, Stored, stored
from core.reports.reach import SPEED, merged
from core.reports.span import CAMERA, GAP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from core.reports.bins import Grid
    from core.reports.database import Ask, Row
    from core.reports.span import Span, Table
    from core.settings.sinks.influx import Influx

    Labels = tuple[str, ...]


def table(what: str, database: Influx, span: Span) -> Table:
    """The table `what` of a span from a database.

    Raises:
        UserError: it does not answer, refuses, or has no such table.
    """
    if what not in _TABLES:
        raise UserError(
            f"table '{what}' is not available from the database",
            f"export it from the journal; the database has {', '.join(_TABLES)}",
        )
    return _TABLES[what](database, span)


def counts(database: Influx, span: Span) -> Table:
    """As `tables.counts`."""
    with opened(database) as ask:
        return _counted(stored(ask, database.bucket, span), CROSSINGS, _SPEEDS)


def movements(database: Influx, span: Span) -> Table:
    """As `tables.movements`."""
    with opened(database) as ask:
        return _counted(stored(ask, database.bucket, span), MOVEMENTS, _SECONDS)


def _counted(there: Stored, kind: counted.Kind, measured: tuple[Asked, Asked]) -> Table:
    found, grid = Counted(), there.span.grid()
    for row in there.windows(Asked(kind.name, "count", "sum", "count"), (*kind.series, *kind.about)):
        series = _labels(row, kind.series)
        found.numbers[series][_bin(row["_time"], grid)] += row["_value"]
        about = _labels(row, kind.about)
        if any(about) or series not in found.about:  # older points tell nothing
            found.about[series] = about
    sums, numbers = (_summed(there.windows(asked, kind.series), kind) for asked in measured)
    means: dict[tuple[counted.Series, int], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for (series, time), value in sums.items():
        if number := numbers.get((series, time)):  # older values of 15 minutes know the number alone
            mean = means[series, _bin(time, grid)]
            mean[:] = mean[0] + value, mean[1] + number
    found.means.update((place, value / number) for place, (value, number) in means.items())
    return counted.table(kind, grid, found, _coverage(there))


def _summed(rows: Iterator[Row], kind: counted.Kind) -> dict[tuple[counted.Series, datetime], float]:
    """Values of windows, by series and beginning."""
    found: dict[tuple[counted.Series, datetime], float] = defaultdict(float)
    for row in rows:
        found[_labels(row, kind.series), row["_time"]] += row["_value"]
    return found


def spot_speeds(database: Influx, span: Span) -> Table:
    """As `distributions.spot_speeds`; times to the millisecond."""
    with opened(database) as ask:
        rows: list[tuple[Any, ...]] = []
        for start, end in _days(ask, database.bucket, span):
            found = side_by_side(ask.pieces(flux.speeds(database.bucket, start, end, AT_LINE)), AT_LINE)
            rows += sorted(
                (
                    (_millisecond(time), *labels, one["speed_kmh"], one.get("error_kmh"))
                    for time, labels, one in found
                    if "speed_kmh" in one
                ),
                key=lambda row: row[:-1],
            )
    return distributions.spots(rows)


def occupancy(database: Influx, span: Span) -> Table:
    """As `distributions.occupancy`."""
    groups: dict[tuple[Any, ...], Filling] = defaultdict(Filling)
    grid = span.grid()
    with opened(database) as ask:
        for start, end in _days(ask, database.bucket, span):
            found = side_by_side(ask.pieces(flux.fillings(database.bucket, start, end, ZONE)), ZONE)
            for time, labels, one in found:
                if len(one) == len(flux.FILLED):  # older engines do not tell how long an interval was
                    groups[grid.start(_seconds(time) - _BEFORE), *labels].add(one["seconds"], one)
        older = stored(ask, database.bucket, span).fillings(ZONE)
        for time, labels, one in side_by_side(({name: [it] for name, it in row.items()} for row in older), ZONE):
            if len(one) == len(flux.FILLED):  # nor did their values of 15 minutes
                groups[_bin(time, grid), *labels].add(one["seconds"], one)
    return distributions.filled(groups, grid)


def _days(ask: Ask, bucket: str, span: Span) -> Iterator[tuple[float, float]]:
    """The days of a span, of a long one those that can have events: one after the other, they need little memory."""
    start, end = span.start, span.end
    if end - start > _MONTH:
        first, last = (
            [row["_time"].timestamp() for row in ask(flux.outermost(bucket, which))] for which in ("first", "last")
        )
        start, end = max(start, min(first, default=0.0)), min(end, max(last, default=-1.0) + 1)
    while start < end:
        yield start, (start := min(start // _DAY * _DAY + _DAY, end))


def reach(database: Influx, _: Span) -> Table:
    """As `reach.reach`."""
    with opened(database) as ask:
        return merged(
            (_KINDS[row["_measurement"]], *_labels(row, (*CAMERA, "line", "line_kind")), row["_time"])
            for which in ("first", "last")
            for row in ask(flux.ends(database.bucket, tuple(_KINDS), which))
        )


_TOLD: Final = (flux.SIGNS, flux.STRETCHES)
_DAY: Final = 86_400
_MONTH: Final = 31 * _DAY
_FEW: Final = 50  # holes that are looked into one by one
_SPEEDS: Final = (Asked("speeds", "speed_kmh", "sum", "sum_kmh"), Asked("speeds", "speed_kmh", "count", "measured"))
_SECONDS: Final = (Asked("movements", "seconds", "sum", "seconds"), Asked("movements", "seconds", "count", "count"))
_BEFORE: Final = 1e-3  # seconds; a moment that ends a bin belongs to it
_KINDS: Final = {"counts": "crossing", "movements": "movement", "occupancy": "occupancy", "speeds": SPEED}
_TABLES: Final[dict[str, Callable[[Influx, Span], Table]]] = {
    "counts": counts,
    "movements": movements,
    "spot_speeds": spot_speeds,
    "occupancy": occupancy,
    "reach": reach,
}


def _coverage(there: Stored) -> Coverage:
    """When cameras watched: from the stretches that are told."""
    ask, bucket, span = there.ask, there.bucket, there.events
    seen = _signs_of_life(there)
    for row in there.kept(("watching", "watched"), CAMERA):
        seen.total(_labels(row, CAMERA), row["_time"].timestamp(), row["_value"])
    if flux.step(span) % STRETCH:
        for camera, begin, end, good in _stretches(ask, bucket, span.start, span.end + STRETCH):
            seen.stretch(camera, begin, end, good=good)
        return seen
    for row in ask(flux.watched(bucket, span)):
        seen.total(_labels(row, CAMERA), row["_time"].timestamp(), row["_value"])
    for edge, place, sign in ((span.start, span.start, -1.0), (span.end, span.end - _BEFORE, 1.0)):
        for camera, begin, end, good in _stretches(ask, bucket, edge, edge + STRETCH):
            if good and begin < edge < end:  # cut by the period
                seen.total(camera, place, sign * (edge - begin))
    return seen


def _stretches(ask: Ask, bucket: str, start: float, end: float) -> list[tuple[tuple[str, ...], float, float, bool]]:
    """Camera, begin and end of the stretches that end between two moments, in that order, and whether they count."""
    rows = ask(flux.stretches(bucket, start, end))
    told = ((_labels(row, CAMERA), _seconds(row["_time"]), row["seconds"], row["watched"] > 0) for row in rows)
    return sorted(((camera, end - long, end, good) for camera, end, long, good in told), key=lambda one: one[2])


def _signs_of_life(there: Stored) -> Coverage:
    """From the first and last sign of each and the holes between, as there are many signs.

    None where stretches are told throughout: near them signs tell nothing, and a month has more than a million.
    """
    ask, bucket, span = there.ask, there.bucket, there.span
    start, end = there.events.start - GAP, span.end + GAP
    seen = Coverage(span.grid(), GAP, span.start, span.end)
    if _told_throughout(ask, bucket, start, end):
        return seen
    holes: dict[tuple[str, ...], list[tuple[float, float]]] = defaultdict(list)
    for row in ask(flux.holes(bucket, start, end, GAP)):
        holes[_labels(row, CAMERA)].append((_seconds(row["_time"]), row["elapsed"] / 1_000))
    first = _signs(ask(flux.edge(bucket, start, end, "first")), min)
    last = _signs(ask(flux.edge(bucket, start, end, "last")), max)  # asked last: it is after whatever was found before
    for camera, since in first.items():
        for again, gap in holes[camera]:
            seen.watched(camera, since, again - gap)
            since = again  # noqa: PLW2901 -- where it watches from now
        seen.watched(camera, since, last.get(camera, since))
    return seen


def _told_throughout(ask: Ask, bucket: str, start: float, end: float) -> bool:
    """Whether all signs of all cameras are near a stretch that is told, as far as a few questions show."""
    first, since = (_signs(ask(flux.edge(bucket, start, end, "first", of)), min) for of in _TOLD)
    last, until = (_signs(ask(flux.edge(bucket, start, end, "last", of)), max) for of in _TOLD)
    for camera, sign in first.items():
        if camera not in since or sign <= since[camera] - NEAR or last.get(camera, sign) >= until[camera] + NEAR:
            return False
    between = list(ask(flux.holes(bucket, start, end, 2 * NEAR, flux.STRETCHES)))
    return len(between) <= _FEW and not any(_signs_within(ask, bucket, row) for row in between)


def _signs_within(ask: Ask, bucket: str, hole: Row) -> bool:
    """Whether the camera gave signs where for long no stretch is told: an older engine ran then."""
    after = _seconds(hole["_time"])
    before = after - hole["elapsed"] / 1_000
    found = _signs(ask(flux.edge(bucket, before + NEAR, after - NEAR, "first")), min)
    return _labels(hole, CAMERA) in found


def _signs(rows: Iterator[Row], which: Callable[[float, float], float]) -> dict[tuple[str, ...], float]:
    """By camera the earliest or latest of its kinds of signs."""
    found: dict[tuple[str, ...], float] = {}
    for row in rows:
        camera, time = _labels(row, CAMERA), _seconds(row["_time"])
        found[camera] = which(time, found.get(camera, time))
    return found


def _labels(row: Row, names: tuple[str, ...]) -> tuple[str, ...]:
    """Tags; one that was not written is empty."""
    return tuple(row.get(name) or "" for name in names)


def _bin(start: datetime, grid: Grid) -> int:
    """The bin of a window, which does not begin before the period does."""
    return grid.start(start.timestamp())


def _millisecond(time: datetime) -> datetime:
    """Media time; the digits below are no time, see lines.py."""
    return time.replace(microsecond=time.microsecond // 1_000 * 1_000)


def _seconds(time: datetime) -> float:
    return _millisecond(time).timestamp()
