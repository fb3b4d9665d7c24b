"""Counts from a real journal: bars, totals, what was not watched, choices, and the file."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
import recorded
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor

from core import local_time
from core.reports.tables import Span
from qml_app import history
from qml_app.traffic import Traffic
from qml_app.traffic_lines import Lines, lines
from qml_app.traffic_rows import View, label_step, labelled, ticks, traffic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Look
    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
START = 1_777_878_000.0  # a whole hour
STOPS = Lines({"cam-1/north": "stop", "cam-1/south": "stop"})


def rush(start: float) -> list[object]:
    """Watched from half a minute before `start` for two and a half minutes; three crossings in the second minute."""
    return [
        *recorded.watching(start - 30, start + 150),
        recorded.crossing(start + 70, 1),
        recorded.crossing(start + 71, 2),
        recorded.crossing(start + 72, 3, kind="bus"),
        recorded.crossing(start + 130, 4, line="south", direction="backward"),
    ]


def shown(state_dir: Path, view: View, minutes: int = 5) -> Any:
    recorded.write(state_dir, rush(START))  # type: ignore[arg-type]
    span = Span(state_dir / "journal.sqlite", START, 9e9, 60)
    table = history.read("counts", span).table
    assert table is not None
    return traffic(table, span, START + 60 * minutes - 1, view, STOPS)


def test_bars_stack_the_classes_and_tell_what_was_not_watched(state_dir: Path) -> None:
    found = shown(state_dir, View())
    assert [bar[1] for bar in found.bars] == [0, 3, 1, 0, 0]
    assert [bar[3] for bar in found.bars] == [True, True, False, False, False]
    assert [bar[4] for bar in found.bars] == [60.0, 60.0, 30.0, 0.0, 0.0]
    assert found.bars[1][0] == (START + 60) * 1000
    assert found.bars[1][2] == [{"kind": "car", "count": 2, "below": 0}, {"kind": "bus", "count": 1, "below": 2}]
    assert found.kinds == [("car", 3), ("bus", 1)]
    assert found.lines == [
        ("kind:stop", "", "", "stop", 3, 1),
        ("cam-1/north", "cam-1", "north", "stop", 3, 0),
        ("cam-1/south", "cam-1", "south", "stop", 0, 1),
    ]
    assert found.ticks == [0, 1, 2, 3, 4]


@pytest.mark.parametrize(
    ("view", "totals"),
    [
        (View(line="cam-1/north"), [0, 3, 0]),
        (View(line="cam-1/south"), [0, 0, 1]),
        (View(direction="forward"), [0, 3, 0]),
        (View(line="cam-1/north", direction="backward"), [0, 0, 0]),
    ],
)
def test_a_line_and_a_direction_can_be_chosen(state_dir: Path, view: View, totals: list[int]) -> None:
    found = shown(state_dir, view, minutes=3)
    assert [bar[1] for bar in found.bars] == totals
    assert [bar[3] for bar in found.bars] == [True, True, False]  # watching is the camera's, whatever it saw
    assert len(found.lines) == 3


@pytest.mark.parametrize(
    ("bars", "size", "step"),
    [(60, 60, 5), (24, 900, 30), (96, 900, 120), (7, 86_400, 1_440), (365, 86_400, 129_600), (60, 86_400, 10_080)],
)
def test_there_are_a_few_labels_on_an_axis_of_any_length(bars: int, size: int, step: int) -> None:
    assert label_step(bars, size) == step


def test_labels_stand_at_round_times_of_the_site() -> None:
    span = Span(Path(), START, 9e9, 900, zone=ZoneInfo("Asia/Kolkata"))
    there = [start for start in range(int(START), int(START) + 86_400, 900) if labelled(start, 180, span)]
    assert [local_time.local(start, span.zone).strftime("%H:%M") for start in there][:2] == ["15:00", "18:00"]


@pytest.mark.parametrize(
    ("peak", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1, 2]),
        (4, [0, 1, 2, 3, 4, 5]),
        (55, [0, 20, 40, 60]),
        (60, [0, 20, 40, 60, 80]),
        (101, [0, 50, 100, 150]),
    ],
)
def test_the_axis_has_round_ticks_that_leave_air_above_the_peak(peak: int, expected: list[int]) -> None:
    assert ticks(peak) == expected


def test_an_axis_always_reaches_its_peak_with_few_ticks() -> None:
    for peak in range(3_000):
        values = ticks(peak)
        assert (values[0], values[-1] >= peak, len(values) <= 7) == (0, True, True), peak
        assert peak <= 1 or values[-1] > peak


@pytest.fixture
def page(state_dir: Path) -> Iterator[Traffic]:
    page = Traffic(state_dir)
    page.active = True
    yield page
    page.stop()


@pytest.mark.usefixtures("qapp")
def test_the_page_shows_the_last_hour_and_saves_it(
    page: Traffic, state_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: page.status == "missing", timeout=PATIENCE)
    recorded.write(state_dir, rush(time.time() - 600))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    assert (page.total, page.lineNames, page.bin, page.line) == (3, ["cam-1/north", "cam-1/south"], 60, "cam-1/north")
    assert len(page.bars.rows) == 60
    page.line = "cam-1/south"
    assert page.total == 1
    page.period = "day"
    assert page.status == "loading"
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    assert (len(page.bars.rows), page.bin, page.total) == (96, 900, 1)
    target = tmp_path / "counts.csv"
    page.exporter.save(QUrl.fromLocalFile(str(target)))
    qtbot.waitUntil(lambda: page.exporter.rows > 0, timeout=PATIENCE)
    columns = target.read_text("utf-8-sig").splitlines()[0].split(",")
    assert columns[:9] == ["start", "end", "site", "camera", "line", "direction", "class", "line_kind", "count"]


@pytest.mark.usefixtures("qapp")
def test_an_hour_without_traffic_is_empty_and_a_damaged_journal_is_told(
    page: Traffic, state_dir: Path, qtbot: QtBot
) -> None:
    path = recorded.write(state_dir, recorded.watching(time.time() - 60, time.time()))
    qtbot.waitUntil(lambda: page.status == "empty", timeout=PATIENCE)
    path.write_bytes(b"no journal" * 1_000)
    qtbot.waitUntil(lambda: page.status == "broken", timeout=PATIENCE)


def test_bars_are_walked_with_the_keyboard(look: Look, state_dir: Path) -> None:
    minute = time.time() // 60 * 60 - 180
    recorded.write(state_dir, rush(minute))  # type: ignore[arg-type]
    clock = [time.strftime("%H:%M", time.localtime(minute + 60 * step)) for step in (1, 2)]
    day = datetime.fromtimestamp(minute).astimezone()
    told = f"{day.day} {day:%b %Y}, {clock[0]}\u2013{clock[1]} · 3 total · Car 2 · Bus 1"
    seen = look("traffic-light", told, action="press Ctrl+2;again press Left", theme="light")
    assert {"north", "south", "Car 2", "Bus 1", "north · 3", "partly recorded"} <= set(seen.texts)
    hue = QColor("#4cc9f0").hue()  # of cars, darker on this ground; a bar is larger than the legend's square
    places = [(x, y) for x in range(0, seen.image.width(), 3) for y in range(0, seen.image.height(), 3)]
    tones = [seen.image.pixelColor(*place) for place in places]
    assert sum(abs(tone.hue() - hue) < 5 and tone.saturation() > 100 for tone in tones) > 200


def test_a_period_all_of_whose_rows_are_damaged_says_so(state_dir: Path, qtbot: QtBot) -> None:
    path = recorded.write(state_dir, [recorded.crossing(time.time() - 60, 1), recorded.crossing(time.time() - 50, 2)])
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE events SET body = zeroblob(length(body))")
    page = Traffic(state_dir)
    try:
        page.active = True
        qtbot.waitUntil(lambda: page.status != "loading", timeout=60_000)
        assert (page.status, page.damaged) == ("empty", 2)
    finally:
        page.stop()


def test_a_line_that_counts_for_the_first_time_has_its_kind_at_once() -> None:
    new = {"camera": "a", "line": "north", "line_kind": "stop", "count": 1}
    old = {"camera": "a", "line": "south", "line_kind": "", "count": 1}
    reach = [{"camera": "a", "line": "south", "line_kind": "exit"}, {"camera": "a", "line": "far", "line_kind": ""}]
    assert lines(reach, [new, old]).kinds == {"a/north": "stop", "a/south": "exit", "a/far": ""}
