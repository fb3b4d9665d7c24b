"""Calibration from a rectangle: corners and two lengths, with no complaint before something wrong was entered."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from PySide6.QtCore import Qt
from settings_desk import SIMULATED, Desk

from core.settings import load
from core.simulator.camera import CAMERA
from core.simulator.layout import KERB, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

WIDE, LONG = 2 * KERB, 20.0
#: Corners of a stretch of road, as the camera of the simulator sees them: near left, near right, far right, far left.
SPOTS = [place("south", at, side * KERB) for at, side in ((30, 1), (30, -1), (10, -1), (10, 1))]
CORNERS = [CAMERA.ground(*spot) for spot in sorted(SPOTS[:2])] + [
    CAMERA.ground(*spot) for spot in sorted(SPOTS[2:], reverse=True)
]


def calibrate(page: Desk, count: int) -> None:
    page.click("Calibration")
    page.canvas()
    for number, corner in enumerate(CORNERS[:count], 1):
        page.press(page.on_picture(*corner))
        page.until(lambda: len(page.config.calibration.rows.rows) == number)  # noqa: B023 -- asked at once


def ground(page: Desk) -> list[Any]:
    points = page.config.draft.cameras[0]["scene"]["calibration"]["points"]
    return [one.get("ground") for one in points]


def test_four_clicks_and_two_lengths_are_a_calibration(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    calibrate(page, 4)
    assert page.config.mistakes == 0  # nothing was entered, so nothing is wrong
    assert page.shows("Enter width and length, or the coordinates of each point.")
    assert page.shows("Length")
    page.write("Width in metres", f"{WIDE:g}", confirm=False)
    page.key(Qt.Key.Key_Tab)
    assert page.config.mistakes == 0
    page.write("Length in metres", f"{LONG:g}", confirm=False)
    page.key(Qt.Key.Key_Tab)  # on to Apply, and not to a button that takes a point away
    page.key(Qt.Key.Key_Space)
    page.until(lambda: page.config.calibration.ready)
    assert len(page.config.calibration.rows.rows) == 4
    assert ground(page) == [[0, 0], [WIDE, 0], [WIDE, LONG], [0, LONG]]
    page.until(lambda: page.shows("Add a fifth point to estimate the error."))
    assert {row[4] for row in page.config.calibration.rows.rows} == {-1.0}  # of four points no error is known
    assert page.shows(f"Length {LONG:g} m")  # at the side of the rectangle
    assert page.config.calibration.property("grid").count("M") > 6
    captions = [one for one in page.every() if one.metaObject().className().startswith("CaptionText")]
    numbers = [one.mapRectToScene(one.boundingRect()) for one in captions if one.property("text") in list("1234")]
    assert len(numbers) > 4  # in the picture, and from above
    assert [pair for pair in combinations(numbers, 2) if pair[0].intersects(pair[1])] == []
    page.save()
    saved = load(tmp_path / "site.yaml").cameras[0].scene.calibration
    assert saved is not None
    assert [one.ground for one in saved.points] == [(0, 0), (WIDE, 0), (WIDE, LONG), (0, LONG)]


def test_lengths_may_come_before_the_corners(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("Calibration")
    page.canvas()
    page.write("Width in metres", "7")
    page.write("Length in metres", "20")
    calibrate(page, 4)
    assert ground(page) == [[0, 0], [7, 0], [7, 20], [0, 20]]


def test_what_is_only_begun_is_neither_a_mistake_nor_saved(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    calibrate(page, 3)
    assert (page.config.mistakes, page.config.dirty) == (0, False)
    page.config.set("site", "corner")
    page.save()
    assert load(tmp_path / "site.yaml").cameras[0].scene.calibration is None
    assert len(page.config.calibration.rows.rows) == 3  # still there to be gone on with
    page.config.undo()
    page.config.undo()
    assert len(page.config.calibration.rows.rows) == 2


def test_a_fifth_point_is_measured_once_it_is_known(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    calibrate(page, 4)
    page.config.calibration.rectangle(f"{WIDE:g}", f"{LONG:g}")
    page.press(page.on_picture(640, 500))
    page.until(lambda: len(page.config.calibration.rows.rows) == 5)
    page.until(lambda: page.config.calibration.ready)
    assert page.config.mistakes == 0
    assert page.shows("Points without coordinates are not used.")
    page.write("Point 5, X in metres", f"{WIDE:g}")
    page.write("Point 5, Y in metres", "0")
    page.until(lambda: page.shows("Points 2 and 5 have the same coordinates."))
    assert not page.shows("cameras[0]")  # nothing of the file's keys
    page.config.calibration.measure(4, "east", "nine")
    page.until(lambda: page.shows("Enter a number."))
    assert page.shows("Camera “cam-1”, calibration: Enter a number.")


@pytest.mark.parametrize(
    "broken",
    ["lines: [{id: a, points: [[3, 3], [3, 3]]}]", "zones: [{id: a, points: [[0, 0], [9, 9], [9, 0], [0, 9]]}]"],
)
def test_no_key_of_the_file_is_shown(desk: Callable[[str], Desk], broken: str) -> None:
    page = desk(SIMULATED)
    page.config.draft.put(("cameras", 0, "scene"), yaml.safe_load("{" + broken + "}"))
    page.until(lambda: page.config.mistakes == 1)
    page.until(lambda: page.shows("Camera “cam-1”, "))
    assert not page.shows("cameras[0]")
    assert not page.shows(" — ")
