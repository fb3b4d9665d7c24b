"""The same events in the journal and, through the sink, in the database: both give the same tables."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import httpx
import pytest
from drills import LONG
from influxd_here import BUCKET, ORG, influxd, settled
from samples import crossing, one_of_each, settings

from core.events import Detection, Watching, event_id, utc
from core.reports.export import save
from core.reports.tables import Span, Table, table
from core.settings.sinks.influx import Influx
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from influxd_here import Place

    from core.events import AnyEvent

START = datetime(2026, 5, 4, 7, 0, tzinfo=UTC).timestamp()
TRAFFIC = ("counts", "movements", "spot_speeds", "occupancy")
PLACES = (("s", "cam-1"), ("s", "cam-2"), ('the "other" site', "cam-1"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with influxd(tmp_path_factory.mktemp("influxd")) as place:
        yield place


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    """One whose bucket nobody else writes to."""
    with influxd(tmp_path / "influxd") as place:
        yield place


def _changed(base: AnyEvent, second: float, where: tuple[str, str], subject: str, **more: Any) -> Any:
    time = utc(START + second)
    ident = event_id(*where, base.kind, subject, time.timestamp())
    return base.model_copy(update={"id": ident, "time": time, "site": where[0], "camera": where[1], **more})


def _saw(second: float, where: tuple[str, str]) -> Any:
    head: dict[str, Any] = {"frame": 1, "detector": "d", "processing_ms": 1, "counts": {}, "objects": ()}
    base = Detection(id="d" * 32, site="s", camera="c", time=utc(START), **head)
    return _changed(base, second, where, "")


def _hours() -> list[AnyEvent]:
    """Two hours of three cameras with holes, to the microsecond, and what lies on the edges of bins."""
    chance = random.Random(7)  # noqa: S311 -- a seed
    events: list[AnyEvent] = []
    base = {event.kind: event for event in one_of_each()}
    for where in PLACES:
        watched = [
            second
            for second in (9.7 * step - 60 for step in range(760))
            if not 1_000 < second < 1_000 + chance.randint(25, 2_000)
        ]
        events += [_saw(second + chance.random() / 100, where) for second in watched]
        events += [_changed(base["performance"], second, where, "") for second in range(-17, 7_200, 60)]
        for number in range(60):
            second = chance.choice([chance.uniform(0, 7_200), 900.0 * chance.randrange(8)])
            way = {"origin": chance.choice("ns"), "destination": "w", "turn": chance.choice(["right", None])}
            events.append(_changed(base["movement"], second, where, str(number), seconds=chance.uniform(1, 30), **way))
        events += [_crossed(chance, where, number) for number in range(80)]
        events += [_filled(chance, second, where) for second in range(0, 7_201, 30)]
    return events


def _crossed(chance: random.Random, where: tuple[str, str], number: int) -> Any:
    second = chance.choice([chance.uniform(0, 7_200), 60.0 * chance.randrange(120)])
    kmh = chance.choice([None, round(chance.uniform(5, 90), 1)])
    more = {"line": chance.choice(["north", "a line, its=name"]), "direction": chance.choice(["forward", "backward"])}
    speed = {"speed_kmh": kmh, "speed_error_kmh": None if kmh is None else 1.5}
    return _changed(
        crossing(0, **{"class": chance.choice(["car", "bus"])}), second, where, str(number), **more, **speed
    )


def _filled(chance: random.Random, second: float, where: tuple[str, str]) -> Any:
    (zone,) = one_of_each()[6].zones
    figures = {"mean_objects": chance.uniform(0, 5), "max_queue": chance.randrange(9), "occupancy": chance.random()}
    zones = (zone.model_copy(update=figures), zone.model_copy(update={"zone": "box", "zone_kind": "junction"}))
    return _changed(one_of_each()[6], second, where, "", zones=zones, seconds=chance.choice([10.0, 29.96]))


def _told(folder: Path, place: Place, events: list[AnyEvent]) -> Path:
    """The journal, when all of it is in the database as well."""
    one = Telemetry(settings(profile="local", influx=place.options(place.writer)), folder)
    one.start()
    try:
        one.emit(events)
        settled(one, len(events))
    finally:
        one.close()
    return folder / "journal.sqlite"


def _reading(place: Place, **more: Any) -> Influx:
    return Influx.model_validate(place.options(place.reader, **more))


@pytest.fixture(scope="module")
def recorded(server: Place, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _told(tmp_path_factory.mktemp("state"), server, _hours())


def _rows(found: Table) -> list[dict[str, Any]]:
    return [dict(zip(found.columns, row, strict=True)) for row in found.rows]


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    """To the millisecond, as the database has it."""
    time = row.get("time", row.get("start"))
    return {**row, "time": time.replace(microsecond=time.microsecond // 1_000 * 1_000)}


def _assert_same(database: Table, journal: Table) -> None:
    """All alike, but for how long was watched: signs of life are a millisecond off."""
    assert (database.name, database.columns) == (journal.name, journal.columns)
    ours, theirs = (sorted((_plain(row) for row in _rows(found)), key=str) for found in (journal, database))
    watched = [
        (row.pop("watched_s", 0.0), other.pop("watched_s", 0.0)) for row, other in zip(ours, theirs, strict=True)
    ]
    assert theirs == ours
    assert [pair for pair in watched if abs(pair[0] - pair[1]) > 0.11] == []


@pytest.mark.parametrize("size", [pytest.param(60, marks=LONG), 900])
@pytest.mark.parametrize("what", TRAFFIC)
def test_the_database_says_what_the_journal_says(recorded: Path, server: Place, what: str, size: int) -> None:
    span = Span(recorded, START, 9e9, size)
    journal = table(what, span)
    _assert_same(table(what, Span(recorded, START, 9e9, size, _reading(server))), journal)
    assert len(journal.rows) > 50
    assert {row["site"] for row in _rows(journal)} == {"s", PLACES[2][0]}


@pytest.mark.parametrize("what", [TRAFFIC[0], *(pytest.param(what, marks=LONG) for what in TRAFFIC[1:])])
def test_a_part_of_the_time_is_cut_as_in_the_journal(recorded: Path, server: Place, what: str) -> None:
    for start, end in ((START + 900, START + 1_800), (START + 1_234.5, START + 4_321.25)):
        span = Span(recorded, start, end, 900)
        _assert_same(table(what, Span(recorded, start, end, 900, _reading(server))), table(what, span))


@pytest.mark.parametrize("size", [1, 15, 60, 900])
def test_stretches_are_read_alike(place: Place, tmp_path: Path, size: int) -> None:
    where, chance = ("s", "cam-1"), random.Random(5)  # noqa: S311 -- a seed
    events: list[AnyEvent] = [_changed(crossing(0), 5, where, "")]
    for second in range(0, 400, 5):
        quality = chance.choice(["good", "good", "frozen", ""])
        long = chance.choice([5.0, 5.0, 2.25])
        if quality:
            base = Watching(id="w" * 32, site="s", camera="c", time=utc(START), seconds=long, quality=quality)
            events += [_changed(base, second, where, quality), _saw(second - 1, where)]
    journal = _told(tmp_path / "state", place, events)
    for start, end in ((START, 9e9), (START + 12.5, START + 333.25)):
        span = Span(journal, start, end, size)
        _assert_same(table("counts", Span(journal, start, end, size, _reading(place))), table("counts", span))
    assert {row["complete"] for row in _rows(table("counts", Span(journal, START, 9e9, size)))} >= {False}


def test_days_of_23_to_25_hours_are_cut_alike(place: Place, tmp_path: Path) -> None:
    days = (("Europe/Berlin", 2026, 3, 29), ("Australia/Lord_Howe", 2026, 4, 5))
    base = Watching(id="w" * 32, site="s", camera="c", time=utc(START), seconds=5.0, quality="good")
    events: list[AnyEvent] = []
    begins = [datetime(*date, tzinfo=ZoneInfo(zone)).timestamp() for zone, *date in days]  # type: ignore[arg-type]
    for second in range(0, 27 * 3_600, 1_800):
        for begin in begins:
            at = begin - START + second
            events += [_changed(crossing(0), at + 1, PLACES[0], ""), _changed(base, at + 5, PLACES[0], "")]
    journal = _told(tmp_path / "state", place, events)
    for (name, *_), begin, hours in zip(days, begins, (23, 24.5), strict=True):
        for size in (1_800, 3_600, 86_400):
            span = Span(journal, begin, begin + hours * 3_600, size, None, ZoneInfo(name))
            found = table("counts", span)
            _assert_same(table("counts", replace(span, database=_reading(place))), found)
            assert sum(row["count"] for row in _rows(found)) == hours * 2
            assert len(found.rows) == max(1, math.floor(hours * 3_600 / size))


def test_signs_of_life_may_be_half_a_minute_apart_and_no_more(place: Place, tmp_path: Path) -> None:
    where = ("s", "cam-1")
    events = [_saw(second, where) for second in (0, 30, 60.001, 90.001)]
    journal = _told(tmp_path / "state", place, [*events, _changed(crossing(0), 5, where, "")])
    for size, watched in ((60, [30.0, 30.0]), (900, [60.0])):
        tables = [table("counts", Span(journal, START, 9e9, size, one)) for one in (None, _reading(place))]
        assert tables[0] == tables[1]
        assert [row["watched_s"] for row in _rows(tables[0])] == watched


def test_some_bins_are_complete_and_others_are_not(recorded: Path, server: Place) -> None:
    rows = _rows(table("counts", Span(recorded, START, 9e9, 60, _reading(server))))
    assert {row["complete"] for row in rows} == {True, False}
    assert any(0 < row["watched_s"] < 60 for row in rows)
    assert any(row["count"] == 0 and row["complete"] for row in rows)
    assert any(row["mean_kmh"] for row in rows)


def test_what_a_self_test_made_up_is_not_counted(place: Place, tmp_path: Path) -> None:
    made_up = ("selftest", "cam-1")
    events = [*(_saw(second, made_up) for second in range(60)), _changed(crossing(0), 5, made_up, "")]
    span = Span(_told(tmp_path / "state", place, events), START, START + 900, 900, _reading(place))
    assert [len(table(what, span).rows) for what in TRAFFIC] == [0, 0, 0, 0]


def test_an_empty_bucket_gives_tables_without_rows(place: Place, tmp_path: Path) -> None:
    span = Span(tmp_path / "none", START, 9e9, 60, _reading(place))
    assert [len(table(what, span).rows) for what in TRAFFIC] == [0, 0, 0, 0]
    assert table("counts", span).columns[-2:] == ("complete", "watched_s")


def test_points_of_an_older_engine_do_not_tell_how_long_their_interval_was(place: Place, tmp_path: Path) -> None:
    zone = "occupancy,site=s,camera=c,zone=z,zone_kind=lane mean_objects=1,occupancy=1,max_queue=1i"
    lines = [f"{zone} {int(START)}000000001", f"{zone},seconds=10 {int(START) + 10}000000001"]
    head = {"Authorization": f"Token {place.writer.read_text()}"}
    where = {"org": ORG, "bucket": BUCKET}
    assert httpx.post(f"{place.url}/api/v2/write", content="\n".join(lines), headers=head, params=where).is_success
    (row,) = _rows(table("occupancy", Span(tmp_path, START, 9e9, 60, _reading(place))))
    assert (row["zone"], row["mean_objects"], row["watched_s"]) == ("z", 1.0, 10.0)


def test_a_table_is_saved_from_the_database(recorded: Path, server: Place, tmp_path: Path) -> None:
    span = Span(recorded, START, START + 900, 900)
    for name, one in (("journal", span), ("database", Span(recorded, START, START + 900, 900, _reading(server)))):
        assert save("movements", one, "csv", tmp_path / name) > 3
    assert (tmp_path / "journal").read_bytes() == (tmp_path / "database").read_bytes()
