"""Drawing on the picture: by dragging, up to its edges and no farther, with grips, enlarged; and signals' lamps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from settings_desk import SIMULATED, Desk

from core.settings import load
from core.settings.signals.video import VideoSignal
from qml_app import settings_lamps, settings_shapes
from qml_app.settings_units import in_units_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

CONTROL = Qt.KeyboardModifier.ControlModifier
SCENE = "    scene: "
ZONE = "{zones: [{id: a, points: [[300, 200], [700, 200], [700, 500], [300, 500]]}]}\n"
STOP = "{lines: [{id: a, points: [[300, 300], [600, 300]], kind: stop}]}\n"


def scene(page: Desk) -> dict[str, Any]:
    found: dict[str, Any] = page.config.draft.cameras[0]["scene"]
    return found


def test_a_drag_draws_a_line_and_so_do_two_clicks(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("Lines and zones")
    page.canvas()
    page.click("New line")
    page.drag(page.on_picture(300, 300), page.on_picture(700, 340))
    page.until(lambda: page.config.scene.selected == "lines[0]")
    page.click("New line")
    for end in ((200, 600), (900, 620)):
        page.press(page.on_picture(*end))
    page.until(lambda: page.config.scene.selected == "lines[1]")
    assert [one["id"] for one in scene(page)["lines"]] == ["Line 1", "Line 2"]
    assert scene(page)["lines"][0]["points"] == [
        pytest.approx([300, 300], abs=1.5),
        pytest.approx([700, 340], abs=1.5),
    ]
    page.config.scene.select("lines[0]", -1)
    page.key(Qt.Key.Key_Delete)
    page.click("New line")
    page.key(Qt.Key.Key_Return)
    assert [one["id"] for one in scene(page)["lines"]] == ["Line 2", "Line 1"]  # the name is free again


def test_nothing_leaves_the_picture_and_no_shape_is_bent_by_its_edge(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED + SCENE + ZONE)
    page.click("Lines and zones")
    page.drag(page.on_picture(400, 400), page.on_picture(400, 10))
    top = scene(page)["zones"][0]["points"]
    assert top[0] == pytest.approx([300, 0], abs=1.5)
    assert top[2][1] - top[1][1] == pytest.approx(300)
    page.config.scene.nudge(-2000, 0)
    assert [one[0] for one in scene(page)["zones"][0]["points"]] == [0, 400, 400, 0]
    page.click("New line")
    page.drag(page.on_picture(300, 300), page.on_picture(300, 300) + page.on_picture(2000, 0))
    page.until(lambda: page.config.scene.selected == "lines[0]")
    assert max(one[0] for one in scene(page)["lines"][0]["points"]) <= 1280


def test_a_corner_is_pulled_out_of_a_zones_side_in_one_step(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED + SCENE + ZONE)
    page.click("Lines and zones")
    page.press(page.on_picture(400, 400))
    assert page.config.scene.selected == "zones[0]"
    page.press(page.on_picture(500, 200))  # a grip that is not pulled is none
    assert len(scene(page)["zones"][0]["points"]) == 4
    page.drag(page.on_picture(500, 200), page.on_picture(520, 120))
    points = scene(page)["zones"][0]["points"]
    assert points[1] == pytest.approx([520, 120], abs=1.5)
    assert (len(points), page.config.scene.handle) == (5, 1)
    page.config.undo()
    assert len(scene(page)["zones"][0]["points"]) == 4
    assert not page.config.dirty


def test_a_zone_that_is_drawn_closes_on_its_first_corner(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("Lines and zones")
    page.canvas()
    page.click("New zone")
    for corner in ((300, 200), (700, 200), (700, 500), (302, 203)):
        page.press(page.on_picture(*corner))
    page.until(lambda: page.config.scene.selected == "zones[0]")
    assert len(scene(page)["zones"][0]["points"]) == 3
    assert scene(page)["zones"][0]["id"] == "Zone 1"


def test_what_is_drawn_on_the_enlarged_picture_stands_where_it_was_clicked(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("Lines and zones")
    before = page.canvas().property("zoom")
    place = page.on_picture(320, 240)
    QTest.wheelEvent(page.window, place, QPointF(0, 960).toPoint(), QPointF().toPoint(), CONTROL)
    page.until(lambda: page.canvas().property("zoom") > 4 * before)
    page.click("New line")
    assert page.on_picture(320, 240).x() == pytest.approx(place.x(), abs=6)  # what was under the pointer stayed
    page.drag(page.on_picture(310, 240), page.on_picture(330.4, 244))
    page.until(lambda: page.config.scene.selected == "lines[0]")
    assert scene(page)["lines"][0]["points"][1] == pytest.approx([330.4, 244], abs=0.3)
    page.key(Qt.Key.Key_0, CONTROL)
    page.until(lambda: page.canvas().property("zoom") == pytest.approx(before))


def test_lamps_are_drawn_for_a_stop_line(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED + SCENE + STOP)
    page.click("Lines and zones")
    page.canvas()
    page.click("a")
    page.click("Lamps in the picture")
    page.drag(page.on_picture(600, 60), page.on_picture(630, 150))
    page.until(lambda: page.config.signals.key != "")
    page.save()
    saved = load(tmp_path / "site.yaml").cameras[0].scene
    signal = saved.signals[0]
    assert isinstance(signal, VideoSignal)
    assert saved.lines[0].signal == signal.id == "Signal 1"
    assert np.mean(signal.red, axis=0) == pytest.approx([615, 75], abs=2)
    assert np.mean(signal.green, axis=0) == pytest.approx([615, 135], abs=2)
    page.until(lambda: page.shows("No state recognised in this image."))  # there is no signal head there
    page.press(page.on_picture(615, 135))
    assert page.config.scene.selected == "signals[0].green"
    page.drag(page.on_picture(615, 135), page.on_picture(655, 135))
    assert np.mean(scene(page)["signals"][0]["green"], axis=0) == pytest.approx([655, 135], abs=2)
    page.key(Qt.Key.Key_Delete)
    assert "signals" not in scene(page)  # nothing can be read without green
    assert "signal" not in scene(page)["lines"][0]


def test_relative_units_leave_everything_where_it_is_and_back(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED + SCENE + ZONE)
    page.click("Lines and zones")
    page.canvas()
    page.click("Relative units")
    assert scene(page)["units"] == "relative"
    assert scene(page)["zones"][0]["points"][2] == [round(700 / 1280, 4), round(500 / 720, 4)]
    page.save()
    assert load(tmp_path / "site.yaml").cameras[0].scene.units == "relative"
    page.click("Relative units")
    assert scene(page)["units"] == "pixels"
    assert scene(page)["zones"][0]["points"][2] == pytest.approx([700, 500], abs=0.1)


def test_every_point_of_a_scene_changes_its_units_and_nothing_else_does() -> None:
    before, after = (settings_shapes.Scale(200, 100, relative=relative) for relative in (False, True))
    drawn = {
        "lines": [{"id": "a", "points": [[20, 10], [220, 10]]}, "no line"],
        "zones": [{"id": "b", "points": [[0, 0], [200, 0], ["x", 100]], "heading": [[0, 0], [100, 50]]}],
        "signals": [{"id": "n", "kind": "fixed_plan", "cycle": 90}, {"id": "v", "red": [[20, 20], [40, 20], [40, 40]]}],
        "calibration": {"points": [{"image": [100, 100], "ground": [12, 34]}, {"ground": [1, 2]}]},
    }
    assert in_units_of(drawn, before, after) == {
        "units": "relative",
        "lines": [{"id": "a", "points": [[0.1, 0.1], [1.1, 0.1]]}, "no line"],
        "zones": [{"id": "b", "points": [[0, 0], [1, 0], ["x", 100]], "heading": [[0, 0], [0.5, 0.5]]}],
        "signals": [
            {"id": "n", "kind": "fixed_plan", "cycle": 90},
            {"id": "v", "red": [[0.1, 0.2], [0.2, 0.2], [0.2, 0.4]]},
        ],
        "calibration": {"points": [{"image": [0.5, 1.0], "ground": [12, 34]}, {"ground": [1, 2]}]},
    }


def test_lamps_lie_beside_each_other_in_a_head_that_does() -> None:
    lamps = settings_shapes.head(QPointF(90, 10), QPointF(0, 40))
    middles = {name: sum(point.x() for point in points) / 4 for name, points in lamps.items()}
    assert middles == {"red": 15, "amber": 45, "green": 75}


@pytest.mark.parametrize(("lit", "sure"), [("red", True), ("green", True), ("", False)])
def test_the_state_is_read_in_the_picture_that_is_shown(lit: str, sure: bool) -> None:  # noqa: FBT001 -- as expected
    scale = settings_shapes.Scale(200, 200, relative=False)
    lamps = {
        name: [scale.units(one) for one in points]
        for name, points in settings_shapes.head(QPointF(80, 50), QPointF(110, 140)).items()
    }
    image = np.full((200, 200, 3), 40, np.uint8)
    tops, colours = {"red": 50, "green": 110}, {"red": (40, 40, 250), "green": (90, 250, 60)}
    if lit:
        image[tops[lit] + 2 : tops[lit] + 28, 82:108] = colours[lit]
    found = settings_lamps.read({"id": "n", "kind": "video", **lamps}, scale, image)
    assert found is not None
    assert found.state == (lit or "unknown")
    assert (found.sure > 0.5) == sure
    assert settings_lamps.read({"id": "n", "kind": "video", **lamps}, scale, None) is None
    assert settings_lamps.read({"id": "n", "kind": "fixed_plan"}, scale, image) is None
