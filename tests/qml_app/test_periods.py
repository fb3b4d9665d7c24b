"""Periods of any date: what they mean, which bins they have, and where data lies; from a real journal."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import recorded

from core import local_time
from core.events import Crossing
from core.reports.tables import Span, table
from qml_app import periods, shown_zone, site_clock
from qml_app.site_clock import SiteClock
from qml_app.spot_speeds import SpotSpeeds
from qml_app.traffic import Traffic
from qml_app.traffic_lines import Lines, lines
from qml_app.traffic_rows import label_step, peak
from qml_app.violations import Violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look
    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
NEW_YEAR = datetime(2020, 1, 1, tzinfo=UTC).timestamp()


def old(kind: str | None = None) -> list[Any]:
    """Ten minutes of New Year 2020: a crossing each minute."""
    crossed = [recorded.crossing(NEW_YEAR + 60 * k + 5, k, line="nord") for k in range(10)]
    told = [one.model_copy(update={"line_kind": kind}) if isinstance(one, Crossing) else one for one in crossed]
    return [*recorded.watching(NEW_YEAR, NEW_YEAR + 600), *told]


@pytest.fixture(autouse=True)
def utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shown_zone, "_now", [ZoneInfo("UTC")])


def test_the_journal_tells_where_its_data_lies(state_dir: Path) -> None:
    broken = [recorded.violation(NEW_YEAR + 30), recorded.violation(NEW_YEAR + 90, camera="cam-2")]
    path = recorded.write(state_dir, [*old("stop"), *broken])
    found = periods.records(table("reach", Span(path, 0, 1, 60)))
    told = [(row["kind"], row["camera"], row["line"], row["line_kind"]) for row in found]
    assert told == [
        ("crossing", "cam-1", "nord", "stop"),
        ("violation", "cam-1", "", ""),
        ("violation", "cam-2", "", ""),
    ]
    assert (found[0]["first"], found[0]["last"]) == (NEW_YEAR + 5, NEW_YEAR + 545)


@pytest.mark.parametrize(
    ("length", "bin_"), [(3_600, 60), (86_400, 900), (90_000, 900), (7 * 86_400, 3_600), (9e8, 86_400)]
)
def test_a_period_of_any_length_has_bins_that_can_be_read(length: float, bin_: int) -> None:
    assert periods.usual_bin(length) == bin_
    assert bin_ in periods.bins(length)
    assert all(length / size <= periods.MOST for size in periods.bins(length) if size != bin_)
    assert length / bin_ / (label_step(round(length / bin_), bin_) * 60 / bin_) <= 13


def test_what_a_period_means() -> None:
    reach = [{"camera": "a", "first": 100.0, "last": 200.0}, {"camera": "b", "first": 150.0, "last": 900.0}]
    assert periods.period("hour", 10_000.0, reach) == periods.Period(6_400.0, 10_000.0, open=True)
    assert periods.period(periods.custom(5, 7), 10_000.0, reach) == periods.Period(5.0, 7.0)
    first = 1_777_874_402.171567  # the one event of a recording, which is shown by where it lies
    one = periods.period(periods.custom(first, first + 1), 10_000.0, reach)
    assert one.start <= first < one.end
    assert periods.period("all", 90_000.0, reach) == periods.Period(100.0, 901.0)
    assert [periods.known(name) for name in ("week", "all", "5-7", "7-5", "x-y", "")] == [
        True,
        True,
        True,
        *[False] * 3,
    ]
    shown = periods.places(reach, periods.Period(500.0, 600.0))
    assert [(one["camera"], one["inside"]) for one in shown] == [("a", False), ("b", True)]


@pytest.fixture
def page(state_dir: Path) -> Iterator[Traffic]:
    page = Traffic(state_dir)
    yield page
    page.stop()


@pytest.mark.usefixtures("qapp")
def test_a_recording_from_a_clock_that_is_ahead_is_no_part_of_the_last_hour(
    page: Traffic, state_dir: Path, qtbot: QtBot
) -> None:
    now = time.time()
    later = now + 400 * periods.DAY
    recorded.write(state_dir, [recorded.crossing(now - 60, 1), recorded.crossing(later, 2)])
    page.active = True
    for period, count in (
        ("hour", 1),
        (periods.custom(later - 60, later + 60), 1),
        (periods.custom(now - 90, later + 9), 2),
    ):
        page.period = period
        page.hurry()
        qtbot.waitUntil(lambda count=count: page.total == count and _listed(page) == count, timeout=PATIENCE)


def _listed(page: Traffic) -> int:
    return sum(row[4] + row[5] for row in page.lines.rows if row[2])


@pytest.mark.usefixtures("qapp")
def test_where_the_period_lies_between_what_a_camera_has_that_is_told(
    page: Traffic, state_dir: Path, qtbot: QtBot
) -> None:
    recorded.write(state_dir, [*old(), recorded.crossing(time.time() + 400 * periods.DAY, 99)])
    page.active = True
    qtbot.waitUntil(lambda: page.status == "empty", timeout=PATIENCE)
    assert [there["camera"] for there in page.elsewhere] == ["cam-1"]


@pytest.mark.usefixtures("qapp")
def test_a_recording_of_any_date_is_found_and_shown(page: Traffic, state_dir: Path, qtbot: QtBot) -> None:
    recorded.write(state_dir, old())
    page.active = True
    qtbot.waitUntil(lambda: page.status == "empty", timeout=PATIENCE)
    (there,) = page.elsewhere
    assert (there["camera"], there["from"]) == ("cam-1", (NEW_YEAR + 5) * 1000)
    page.choose(there["from"], there["to"] + 1000)
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    assert (page.total, page.bin, page.elsewhere) == (10, 60, [])
    assert len(page.bars.rows) == 10
    page.bin = 300
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    assert [row[1] for row in page.bars.rows] == [5, 5]
    page.period = "all"
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    assert page.total == 10


@pytest.mark.usefixtures("qapp")
def test_old_violations_are_found_the_same_way(state_dir: Path, qtbot: QtBot) -> None:
    recorded.write(state_dir, [recorded.violation(NEW_YEAR)])
    page = Violations(state_dir)
    page.active = True
    try:
        qtbot.waitUntil(lambda: page.status == "empty", timeout=PATIENCE)
        (there,) = page.elsewhere
        page.choose(there["from"], there["to"] + 1000)
        qtbot.waitUntil(lambda: page.total == 1, timeout=PATIENCE)
    finally:
        page.stop()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("measured", [False, True])
def test_speeds_are_promised_only_where_some_were_measured(state_dir: Path, qtbot: QtBot, *, measured: bool) -> None:
    fast = [recorded.crossing(NEW_YEAR + 700, 99, kmh=48.0)] if measured else []
    recorded.write(state_dir, [*old(), *fast])
    page = SpotSpeeds(state_dir)
    page.active = True
    try:
        qtbot.waitUntil(lambda: page.status == "empty", timeout=PATIENCE)
        assert len(page.elsewhere) == len(fast)
        for there in page.elsewhere:
            page.choose(there["from"], there["to"] + 1000)
            qtbot.waitUntil(lambda: page.total == 1, timeout=PATIENCE)
    finally:
        page.stop()


def test_only_lines_of_one_kind_are_added() -> None:
    there = Lines({"c/a": "stop", "c/b": "exit", "c/c": "stop", "c/d": "count", "c/e": ""})
    assert there.groups == ["stop", "exit"]
    assert there.names == ["c/a", "c/c", "c/b", "c/d", "c/e"]
    assert (there.resolved(""), there.of("")) == ("kind:stop", {"c/a", "c/c"})
    assert there.of("kind:exit") == {"c/b"}
    assert there.of("c/d") == {"c/d"}
    assert there.resolved("kind:count") == "kind:stop"
    assert Lines({"c/d": "count", "c/e": ""}).of("") == {"c/d"}
    assert Lines().of("") == frozenset()
    assert Lines({"c/a": "stop", "c/d": "count"}, frozenset({"c/d"})).resolved("") == "c/d"
    assert Lines({"c/a": "stop", "c/b": "exit"}, frozenset({"c/b"})).resolved("") == "kind:exit"


def test_a_lines_kind_is_the_one_that_was_told_last() -> None:
    row = {"camera": "c", "line": "a", "line_kind": "stop"}
    assert lines([row, {**row, "line": ""}], [{"camera": "c", "line": "new"}]).kinds == {"c/new": "", "c/a": "stop"}


def test_the_peak_hour_is_the_busiest_that_was_watched_throughout() -> None:
    def bar(place: int, count: int, *, complete: bool = True) -> tuple[Any, ...]:
        return (place * 900_000.0, count, [], complete, 900.0, False, (place + 1) * 900_000.0)

    counts = [1, 9, 9, 9, 1, 0, 0, 0, 50, 50]
    bars = [bar(place, count, complete=place < 8) for place, count in enumerate(counts)]
    assert peak(bars) == (0.0, 3_600_000.0, 28)
    assert peak(bars[:3]) == ()
    assert peak([]) == ()


@pytest.mark.usefixtures("qapp")
def test_times_are_typed_and_written_on_the_sites_clock() -> None:
    clock, changes = SiteClock(), list[int]()
    clock.changed.connect(lambda: changes.append(1))
    site_clock.use(local_time.zone("Asia/Kolkata"))
    assert (clock.zone, len(changes)) == ("Asia/Kolkata", 1)
    assert clock.written(NEW_YEAR * 1000, "%Y-%m-%d %H:%M %Z") == "2020-01-01 05:30 IST"
    for text in ("2020-01-01 05:30", "1.1.2020 5:30", "2020-1-1T05:30:00"):
        assert clock.read(text) == NEW_YEAR * 1000, text
    assert clock.read("2020-01-01") == (NEW_YEAR - 19_800) * 1000
    for text in ("", "today", "2020-13-01", "2020-01-01 25:00", "2020-01-01 and more"):
        assert clock.read(text) != clock.read(text), text
    assert clock.midnight(2020, 1, 32) == (datetime(2020, 2, 1, tzinfo=ZoneInfo("Asia/Kolkata")).timestamp()) * 1000


def test_the_page_offers_the_way_to_old_data(look: Look, state_dir: Path) -> None:
    recorded.write(state_dir, old())
    found = look(
        "traffic-old", "cam-1 has data from 1 Jan 2020, 00:00\u201300:09 \u2013 show", action="press Ctrl+2", TZ="UTC"
    )
    assert "No crossings in this period" in found.texts
