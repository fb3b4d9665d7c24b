"""Violations from a real journal: the list, its filters, its file, and what is said when there is nothing.

Evidence and reviews are in test_violation_reviews.py.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
import recorded
from PySide6.QtCore import QUrl

from qml_app import history, violation_rows
from qml_app.periods import NEVER, Period
from qml_app.violation_rows import Choice, Files
from qml_app.violations import Violations

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look
    from pytestqt.qtbot import QtBot

PATIENCE = 60_000
BEGAN = 1_777_878_000.0


@pytest.fixture
def page(state_dir: Path) -> Iterator[Violations]:
    page = Violations(state_dir)
    page.period = "all"
    page.active = True
    yield page
    page.stop()


def three(now: float) -> list[object]:
    seen = {"line": "stop-south", "state": "red", "seconds_into_red": 3.97, "point": [859.1, 421.0]}
    return [
        recorded.violation(now - 100, **seen),
        recorded.violation(now - 100, phase="end", **seen, left_at=[5.0, 6.0]),
        recorded.violation(now - 50, rule="wrong_way", camera="cam-2", travelled_px=33.3),
        recorded.violation(now - 10, camera="cam-2"),
    ]


def test_violations_are_rows_newest_first_with_their_facts(state_dir: Path) -> None:
    recorded.write(state_dir, three(BEGAN))  # type: ignore[arg-type]
    table = history.read("violations", history.span(state_dir, Period(0, NEVER))).table
    assert table is not None
    found = violation_rows.records(table)
    rows = violation_rows.rows(found, Files(), BEGAN)
    assert [(row[5], row[4], row[2]) for row in rows] == [
        ("red_light", "cam-2", -1.0),
        ("wrong_way", "cam-2", -1.0),
        ("red_light", "cam-1", 2.5),
    ]
    assert rows[2][1] == (BEGAN - 100) * 1000
    assert rows[2][8] == [
        {"name": "line", "value": "stop-south", "unit": ""},
        {"name": "state", "value": "red", "unit": ""},
        {"name": "seconds_into_red", "value": 3.97, "unit": "s"},
        {"name": "point", "value": [859.1, 421], "unit": "px"},
        {"name": "left_at", "value": [5, 6], "unit": "px"},
    ]
    assert [one["camera"] for one in Choice(rule="red_light", camera="cam-1").of(found)] == ["cam-1"]
    assert violation_rows.values(found, "rule") == ["red_light", "wrong_way"]


def test_a_fact_has_its_unit_and_none_is_left_out() -> None:
    found = {"speed_px_s": 244.8, "travelled_px": 3.0, "grace": 0.5, "min_seconds": 1.0, "heading": [0.6, -0.8]}
    shown = violation_rows.facts([*found.items(), ("odd", None)])
    assert [(fact["value"], fact["unit"]) for fact in shown] == [
        *((244.8, "px/s"), (3.0, "px"), (0.5, "s"), (1.0, "s"), ([0.6, -0.8], "")),
    ]


def test_a_speed_in_pixels_stands_only_where_there_is_none_on_the_road() -> None:
    shown = violation_rows.facts({"speed_px_s": 244.8, "speed_kmh": 36.0}.items())
    assert [(fact["value"], fact["unit"]) for fact in shown] == [(36.0, "km/h")]


@pytest.mark.usefixtures("qapp")
def test_the_page_filters_and_follows_the_journal(page: Violations, state_dir: Path, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.status == "missing", timeout=PATIENCE)
    recorded.write(state_dir, three(BEGAN))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    assert (page.total, page.ruleNames, page.cameraNames) == (3, ["red_light", "wrong_way"], ["cam-1", "cam-2"])
    page.rule = "wrong_way"
    assert (page.total, page.status) == (1, "ready")
    page.camera = "cam-1"
    assert (page.total, page.status) == (0, "filtered")
    page.rule = page.camera = ""
    page.period = "hour"
    qtbot.waitUntil(lambda: page.status == "empty", timeout=PATIENCE)


@pytest.mark.usefixtures("qapp")
def test_a_damaged_journal_is_told_and_none_of_it_is_shown(page: Violations, state_dir: Path, qtbot: QtBot) -> None:
    state_dir.mkdir()
    (state_dir / "journal.sqlite").write_bytes(b"no journal" * 1_000)
    qtbot.waitUntil(lambda: page.status == "broken", timeout=PATIENCE)
    assert page.problem == "file is not a database"


@pytest.mark.usefixtures("qapp")
def test_the_period_is_saved_as_csv_or_it_is_said_why_not(
    page: Violations, state_dir: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    recorded.write(state_dir, three(BEGAN))  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: page.status == "ready", timeout=PATIENCE)
    target = tmp_path / "saved.csv"
    page.exporter.save(QUrl.fromLocalFile(str(target)))
    qtbot.waitUntil(lambda: page.exporter.rows == 3, timeout=PATIENCE)
    assert target.read_text("utf-8-sig").splitlines()[0].startswith("started,ended,site,camera,rule")
    page.exporter.save(QUrl.fromLocalFile(str(tmp_path / "nowhere" / "saved.csv")))
    qtbot.waitUntil(lambda: "cannot write" in page.exporter.failure, timeout=PATIENCE)


def test_the_list_is_walked_with_the_keyboard(look: Look, state_dir: Path) -> None:
    recorded.write(state_dir, three(time.time()))  # type: ignore[arg-type]
    walk = "press Ctrl+3;see Event ID;press Down;press Down"
    seen = look("violations-dark", "stop-south", action=walk)
    assert {"Red light", "Wrong way", "Details", "3.97 s", "859.1; 421 px", "2.5 s"} <= set(seen.texts)


def test_a_near_miss_has_no_length_to_miss(look: Look, state_dir: Path) -> None:
    met = recorded.violation(time.time() - 50, rule="near_miss", pet_seconds=0.8)
    recorded.write(state_dir, [met])
    texts = look("violations-near-miss", "0.8 s", action="press Ctrl+3;see Event ID").texts
    assert not {"Duration", "End not observed"} & set(texts)


def test_a_near_miss_names_both_who_took_part(look: Look, state_dir: Path) -> None:
    met = recorded.violation(time.time() - 50, rule="near_miss", first_track=9, first_class="bus")
    recorded.write(state_dir, [met])
    look("violations-both", "Car 7 and Bus 9 · cam-1", action="press Ctrl+3;see Event ID")


def test_a_page_without_a_journal_says_so(look: Look) -> None:
    nothing = "Nothing recorded yet"
    assert "Export …" in look("violations-light-empty", nothing, action="click Violations", theme="light").texts
