"""Turning movements, speeds and zones of the traffic page: figures from a real journal, and what the page shows."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import recorded

from core.reports.tables import Span
from qml_app import history, traffic_figures
from qml_app.periods import Period, records
from qml_app.recorded_time import share

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Look

    from core.reports.tables import Table

START = 1_777_878_000.0  # a whole hour


def some(start: float) -> list[object]:
    """Eight movements, ten measured speeds at one line and one at another, one zone in two minutes."""
    return [
        *recorded.watching(start - 30, start + 150),
        *(recorded.movement(start + step, step, "north", "south") for step in range(1, 5)),
        *(recorded.movement(start + step, step, "north", "east", kind="bus") for step in range(5, 7)),
        *(recorded.movement(start + step, step, "west", "south") for step in range(7, 9)),
        *(recorded.crossing(start + step, 20 + step, kmh=20.0 + 2 * step) for step in range(10)),
        recorded.crossing(start + 20, 40, line="south", kind="bus", kmh=61.0),
        recorded.crossing(start + 21, 41),  # not measured
        recorded.filling(start + 30, "box", mean=1.0, queue=2, share=0.5),
        recorded.filling(start + 90, "box", mean=3.0, queue=5, share=1.0, seconds=60.0),
    ]


def table(state_dir: Path, what: str) -> Table:
    recorded.write(state_dir, some(START))  # type: ignore[arg-type]
    found = history.read(what, Span(state_dir / "journal.sqlite", START, 9e9, 60)).table
    assert found is not None
    return found


def test_the_matrix_has_a_row_for_each_approach_and_a_column_for_each_exit(state_dir: Path) -> None:
    found = traffic_figures.turning(table(state_dir, "movements"), "", "")
    assert (found.exits, found.sums) == (["east", "south"], [2, 6])
    assert [(origin, [cell["count"] for cell in cells], total) for origin, cells, total, _ in found.origins] == [
        ("north", [2, 4], 6),
        ("west", [0, 2], 2),
    ]
    assert [cell["share"] for cell in found.origins[0][1]] == [0.5, 1.0]
    assert (found.cameras, found.kinds) == (["cam-1"], ["bus", "car"])


def test_one_class_of_the_matrix_keeps_its_rows_and_columns(state_dir: Path) -> None:
    found = traffic_figures.turning(table(state_dir, "movements"), "cam-1", "bus")
    assert (found.exits, found.sums) == (["east", "south"], [2, 0])
    assert [row[2] for row in found.origins] == [2, 0]


def test_bands_of_flows_fill_both_ends_without_lying_upon_each_other(state_dir: Path) -> None:
    found = traffic_figures.turning(table(state_dir, "movements"), "", "")
    bands = [dict(zip(traffic_figures.FLOW_ROLES, row, strict=True)) for row in found.flows]
    assert [(one["origin"], one["destination"], one["count"]) for one in bands] == [
        ("north", "east", 2),
        ("north", "south", 4),
        ("west", "south", 2),
    ]
    assert [(one["leaves"], one["arrives"], one["part"]) for one in bands] == [
        (0.0, 0.0, 0.25),
        (0.25, 0.25, 0.5),
        (0.75, 0.75, 0.25),
    ]
    assert [row[3] for row in found.origins] == [0.0, 0.75]
    buses = traffic_figures.turning(table(state_dir, "movements"), "cam-1", "bus")
    assert [row[1:5] for row in buses.flows] == [("north", "east", 2, 1.0)]  # ways that nobody took have no band


def test_speeds_have_median_and_85th_percentile_by_line(state_dir: Path) -> None:
    found = traffic_figures.spot_speeds(table(state_dir, "spot_speeds"), "cam-1/north", "")
    assert (found.of.count, found.of.p50, found.of.p85) == (10, 29.0, 35.3)  # 20, 22 … 38
    assert found.bars == [(20.0, 3), (25.0, 2), (30.0, 3), (35.0, 2)]
    assert found.lines == [
        ("cam-1/north", "cam-1", "north", 10, 29.0, 35.3),
        ("cam-1/south", "cam-1", "south", 1, 61, 61),
    ]
    assert traffic_figures.spot_speeds(table(state_dir, "spot_speeds"), "cam-1/south", "bus").of.count == 1


def test_a_zone_is_weighted_by_how_long_it_was_watched(state_dir: Path) -> None:
    span = Span(state_dir / "journal.sqlite", START, 9e9, 60)
    (row,) = traffic_figures.zones(table(state_dir, "occupancy"), span, START + 150)
    assert row == (
        "cam-1/box",
        "cam-1",
        "box",
        "approach",
        2.33,
        5,
        0.8333,
        [0.5, 1.0, -1.0],
        [0],
    )  # half a minute of the first
    assert traffic_figures.course(table(state_dir, "occupancy"), span, START + 150) == (START, START + 150)


def test_nothing_gives_no_figures(state_dir: Path) -> None:
    recorded.write(state_dir, recorded.watching(START, START + 10))
    for what in ("movements", "spot_speeds", "occupancy"):
        found = history.read(what, Span(state_dir / "journal.sqlite", START, 9e9, 60)).table
        assert found is not None
        assert found.rows == []


SHOWN = {
    "Turning movements": (
        "8 movements",
        "3 of 60 minutes recorded",
        "north",
        "west",
        "east",
        "south",
        "6",
        "All classes",
    ),
    "Speeds": (
        "north · 10 measured",
        "3 of 60 minutes recorded",
        "Measured",
        "Median (p50)",
        "85th percentile (p85)",
        "p50",
        "p85",
        "61",
    ),
    "Zones": ("83%", "box", "cam-1 · Approach", "2.3", "5", "partly recorded"),
}


def test_each_view_shows_the_last_hour(look: Look, state_dir: Path) -> None:
    recorded.write(state_dir, some(time.time() - 1_200))  # type: ignore[arg-type]
    views = [";".join((f"click {view}", *(f"read {text}" for text in told))) for view, told in SHOWN.items()]
    look("traffic-views", "83%", action=";".join(("press Ctrl+2", *views)))


def test_a_view_without_data_says_what_it_needs(look: Look, state_dir: Path) -> None:
    recorded.write(state_dir, recorded.watching(time.time() - 60, time.time()))
    seen = look("traffic-empty", "No speeds in this period", action="press Ctrl+2;click Speeds")
    assert "Speeds require a calibrated camera. See Settings > Calibration." in seen.texts


def test_how_much_was_recorded_is_of_the_chosen_cameras_and_until_now(state_dir: Path) -> None:
    recorded.write(state_dir, some(START))  # type: ignore[arg-type]
    found = history.read("movements", Span(state_dir / "journal.sqlite", START - 3_600, 9e9, 60)).table
    assert found is not None
    rows, hour = records(found), Period(START - 3_600, 9e9)
    assert share(rows, {"cam-1"}, hour, START + 600) == [180.0, 4_200.0]
    assert share(rows, {"cam-1", "cam-2"}, hour, START + 600) == []  # nobody knows of the other
    assert share(rows, {"cam-1"}, Period(START - 30, START + 160), START + 600) == []
