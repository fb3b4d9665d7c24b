"""What an export of the database reads grows with what was counted, not with how often cameras said that they watch.

A month of one busy junction is 2 million points, most of them such signs; it is checked on ten minutes, by proportion.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from quarter_hours import quarter_hours
from samples import crossing, one_of_each

from core.events import Detection, Watching, event_id, utc
from core.journal.rows import Stored, encode
from core.reports import database_tables
from core.reports import flux as flux_of_tables
from core.reports.database import DeniedError
from core.reports.flux import QUARTER
from core.reports.quarters import stored
from core.reports.span import Span, Table
from core.settings.sinks.influx import Influx
from core.sinks.lines import lines

sys.path.insert(0, str(Path(__file__).parents[2] / "doubles"))

from influxd_double import flux
from influxd_double.points import Value, parse
from influxd_double.steps import Time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.events import AnyEvent

START = datetime(2026, 5, 4, 7, 0, tzinfo=UTC).timestamp()
LENGTH = 600
HALF = 1_800  # of an hour
WHERE = ("s", "cam-1")
MONTH = 30 * 86_400 / LENGTH


def _moved(base: AnyEvent, second: float, number: int = 0) -> AnyEvent:
    ident = event_id(*WHERE, base.kind, str(number), START + second)
    place = {"site": WHERE[0], "camera": WHERE[1]}
    return base.model_copy(update={"id": ident, "time": utc(START + second), **place})


def _events(*, silent: tuple[int, int] = (0, 0), told: bool = True) -> Iterator[AnyEvent]:
    head: dict[str, Any] = {"frame": 1, "detector": "d", "processing_ms": 1, "counts": {}, "objects": ()}
    saw = Detection(id="d" * 32, site="s", camera="c", time=utc(START), **head)
    watched = Watching(id="w" * 32, site="s", camera="c", time=utc(START), seconds=15.0, quality="good")
    for second in range(1, LENGTH + 1):
        if second % 12 == 0:
            yield _moved(crossing(second), second, second)
        yield _moved(saw, second)
        if told and second % 15 == 0 and not silent[0] < second <= silent[1]:
            yield _moved(watched, second)


def _values(events: Iterator[AnyEvent]) -> list[Value]:
    found = []
    for event in events:
        row = encode(event)
        for line in lines(Stored(1, row.kind, row.time, row.body)):
            point = parse(line.decode())
            tags = tuple(sorted(point.tags.items()))
            found += [Value(point.measurement, tags, name, point.time, one) for name, one in point.fields.items()]
    return found


class _Database:
    """The double without a server; counts what it reads."""

    def __init__(self, values: list[Value], quarters: list[Value] | None = None) -> None:
        self._buckets, self.read = {"traffic": values, "traffic_15m": quarters}, 0

    def _values(self, bucket: str) -> list[Value]:
        found = self._buckets[bucket]
        if found is None:
            raise DeniedError(bucket, "is not there")
        return found

    def ask(self, script: str) -> Iterator[dict[str, Any]]:
        self.read += flux.records(script, self._values)
        for table in flux.run(script, self._values):
            yield from ({name: _plain(value) for name, value in row.items()} for row in table.rows)

    def __call__(self, script: str) -> Iterator[dict[str, Any]]:
        return self.ask(script)

    def pieces(self, script: str) -> Iterator[dict[str, list[Any]]]:
        return ({name: [value] for name, value in row.items()} for row in self.ask(script))


def _plain(value: Any) -> Any:
    return datetime.fromtimestamp(value / 1e9, UTC) if isinstance(value, Time) else value


def _export(database: _Database, size: int = 300) -> Table:
    span = Span(Path(), START, START + LENGTH, size)
    there = stored(database.ask, "traffic", span)
    return database_tables._counted(there, database_tables.CROSSINGS, database_tables._SPEEDS)


def _watched(found: Table) -> float:
    """Seconds, each bin once: it has a row for each series."""
    start, seconds = (found.columns.index(name) for name in ("start", "watched_s"))
    return sum({row[start]: float(str(row[seconds])) for row in found.rows}.values())


def test_signs_of_life_are_not_read_where_stretches_are_told() -> None:
    database = _Database(_values(_events()))
    found = _export(database)
    assert database.read < 200  # 50 crossings, 40 stretches three times
    assert database.read * MONTH < 1_000_000  # of more than two million
    assert [row[found.columns.index("complete")] for row in found.rows] == [True, True]


@pytest.mark.parametrize("silent", [(150, 390), (0, 240), (300, LENGTH)])
def test_an_older_engine_in_between_is_found_by_its_signs(silent: tuple[int, int]) -> None:
    database = _Database(_values(_events(silent=silent)))
    assert _watched(_export(database, 60)) >= LENGTH - 180  # near stretches signs tell nothing
    assert database.read > LENGTH


def test_without_stretches_signs_tell_as_before() -> None:
    database = _Database(_values(_events(told=False)))
    found = _export(database)
    assert database.read > LENGTH
    assert _watched(found) > LENGTH - 5


def test_one_of_each_event_can_be_counted() -> None:
    assert _values(iter(one_of_each()))


def _table(what: str, monkeypatch: pytest.MonkeyPatch, database: _Database, size: int) -> Table:
    monkeypatch.setattr(database_tables, "opened", lambda _: nullcontext(database))
    where = Influx.model_validate({"url": "http://127.0.0.1:1"})
    return database_tables.table(what, where, Span(Path(), START, START + 2 * HALF, size, where, ZoneInfo("UTC")))


def _an_hour() -> Iterator[AnyEvent]:
    """Somebody each minute, zones twice a minute, and half a minute in which nothing was to be seen."""
    base = {event.kind: event for event in one_of_each()}
    watched = Watching(id="w" * 32, site="s", camera="c", time=utc(START), seconds=5.0, quality="good")
    for second in range(5, 2 * HALF + 1, 5):
        yield _moved(watched.model_copy(update={"quality": "frozen" if 600 < second <= 630 else "good"}), second)
    for second in range(7, 2 * HALF, 60):
        kmh = second % 50 + 1.0
        yield _moved(crossing(0, speed_kmh=kmh, speed_error_kmh=1.0), second, second)
        yield _moved(base["movement"].model_copy(update={"seconds": kmh / 2}), second + 1, second)
    for second in range(20, 2 * HALF, 30):
        yield _moved(base["occupancy"].model_copy(update={"seconds": 30.0}), second)


@pytest.mark.parametrize(("what", "size"), [("counts", QUARTER), ("movements", HALF), ("occupancy", QUARTER)])
def test_what_is_older_than_single_events_comes_from_values_of_15_minutes(
    what: str, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    values = _values(_an_hour())
    newer = [one for one in values if one.time >= (START + HALF) * 1e9]
    whole = _table(what, monkeypatch, _Database(values), size)
    divided = _Database(newer, quarter_hours(values, START, START + 2 * HALF))
    assert _table(what, monkeypatch, divided, size) == whole
    assert len(whole.rows) == 2 * HALF // size
    without = _table(what, monkeypatch, _Database(newer), size)
    assert len(without.rows) < len(whole.rows)  # a database of somebody else's has no such bucket


def test_bins_that_cut_quarters_are_made_of_single_events_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    values = _values(_an_hour())
    kept = quarter_hours(values, START, START + 2 * HALF)
    assert not _table("counts", monkeypatch, _Database([], kept), 300).rows
    assert _table("counts", monkeypatch, _Database([], kept), QUARTER).rows


@pytest.mark.parametrize(
    ("zone", "size", "seconds"),
    [("Europe/Berlin", 86_400, 3_600), ("Asia/Kolkata", 3_600, 1_800), ("Asia/Kathmandu", 900, 900), ("UTC", 60, 60)],
)
def test_windows_are_as_long_as_bins_and_clocks_allow(zone: str, size: int, seconds: int) -> None:
    """A month of days takes the server 720 windows of each series, not 2,880."""
    year = Span(Path(), START, START + 365 * 86_400, size, None, ZoneInfo(zone))
    assert flux_of_tables.step(year) == seconds


def _month(what: str, monkeypatch: pytest.MonkeyPatch, events: Iterator[AnyEvent]) -> tuple[Table, float]:
    """A table of ten minutes, and how many records the storage would hand over for one of a month."""
    database = _Database(_values(events))
    monkeypatch.setattr(database_tables, "opened", lambda _: nullcontext(database))
    where = Influx.model_validate({"url": "http://127.0.0.1:1"})
    return database_tables.table(what, where, Span(Path(), START, START + LENGTH, 300, where)), database.read * MONTH


def test_the_storage_makes_the_sums_of_what_was_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """A record for each series and bin, not for each road user: here one a second, of a class."""
    crossings = (_moved(crossing(number), number, number) for number in range(1, LENGTH))
    found, read = _month("counts", monkeypatch, crossings)
    assert sum(int(str(row[found.columns.index("count")])) for row in found.rows) == LENGTH - 1
    assert read < 3 * 2 * MONTH + 20 * MONTH  # of 2.6 million crossings; the rest asks when cameras watched


def test_zones_are_read_as_they_are_stored(monkeypatch: pytest.MonkeyPatch) -> None:
    zones = [
        _moved(next(one for one in one_of_each() if one.kind == "occupancy"), second)
        for second in range(10, LENGTH, 10)
    ]
    found, read = _month("occupancy", monkeypatch, iter(zones))
    assert len(found.rows) == 2
    assert read == (len(zones) * 4 + 1) * MONTH  # the oldest, then every field once, as it is stored
