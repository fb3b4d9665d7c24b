"""What an export of the database reads grows with what was counted, not with how often cameras said that they watch.

A month of one busy junction is 2 million points, most of them such signs; it is checked on ten minutes, by proportion.
"""

from __future__ import annotations

import sys
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from samples import crossing, one_of_each

from core.events import Detection, Watching, event_id, utc
from core.journal.rows import Stored, encode
from core.reports import database_tables
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

    def __init__(self, values: list[Value]) -> None:
        self._values, self.read = values, 0

    def ask(self, script: str) -> Iterator[dict[str, Any]]:
        self.read += flux.records(script, lambda _: self._values)
        for table in flux.run(script, lambda _: self._values):
            yield from ({name: _plain(value) for name, value in row.items()} for row in table.rows)


def _plain(value: Any) -> Any:
    return datetime.fromtimestamp(value / 1e9, UTC) if isinstance(value, Time) else value


def _export(database: _Database, size: int = 300) -> Table:
    span = Span(Path(), START, START + LENGTH, size)
    kind, measured = database_tables.CROSSINGS, ("speeds", "speed_kmh")
    return database_tables._counted(database.ask, "b", span, kind, measured)


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


def _month(what: str, monkeypatch: pytest.MonkeyPatch, events: Iterator[AnyEvent]) -> tuple[Table, float]:
    """A table of ten minutes, and how many records the storage would hand over for one of a month."""
    database = _Database(_values(events))
    monkeypatch.setattr(database_tables, "opened", lambda _: nullcontext(database.ask))
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
    assert read == len(zones) * 4 * MONTH  # every field once, and nothing that the server would have to put together
