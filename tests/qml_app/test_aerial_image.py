"""Calibration on an aerial image: its scale, and points that are clicked there and in the camera's picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QImage
from settings_desk import SIMULATED, Desk

from core.simulator.camera import CAMERA
from core.simulator.layout import KERB, place

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtQuick import QQuickItem

SPOTS = [place(arm, at, side * KERB) for arm, at in (("south", 30.0), ("north", 30.0)) for side in (1.0, -1.0)]
PIXEL = 0.1  # metres
MIDDLE = 500  # pixels of the image, where the simulator has its origin


def sheet(folder: Path) -> QUrl:
    image = QImage(2 * MIDDLE, 2 * MIDDLE, QImage.Format.Format_RGB32)
    image.fill(QColor("gray"))
    file = folder / "aerial.png"
    assert image.save(str(file))
    return QUrl.fromLocalFile(str(file))


def seen_from_above(spot: tuple[float, float]) -> QPointF:
    return QPointF(MIDDLE + spot[0] / PIXEL, MIDDLE - spot[1] / PIXEL)


def canvas(page: Desk) -> QQuickItem:
    page.settle()
    return next(one for one in page.every() if one.metaObject().className().startswith("AerialCanvas"))


def on_image(page: Desk, point: QPointF) -> None:
    item = canvas(page)
    page.press(page.place(item, point * item.property("zoom")))


def test_points_are_matched_on_an_aerial_image(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    page.click("Calibration")
    page.canvas()
    page.config.aerial.open(sheet(tmp_path))
    page.until(lambda: page.shows("Scale: click both ends of a known distance"))
    on_image(page, QPointF(100, 900))
    on_image(page, QPointF(300, 900))
    page.write("Length of the distance in metres", "20")
    page.until(lambda: page.config.aerial.property("metres") == pytest.approx(PIXEL, rel=0.03))
    page.write("Metres per pixel", str(PIXEL))  # clicks are whole pixels of the screen
    camera = next(one for one in page.every() if one.metaObject().className().startswith("CalibrationCanvas"))
    for number, spot in enumerate(SPOTS, 1):
        page.press(page.place(camera, QPointF(*CAMERA.ground(*spot)) * camera.property("zoom")))
        page.until(lambda: page.shows(f"Click the place of point {number}."))  # noqa: B023 -- asked at once
        on_image(page, seen_from_above(spot))
    page.until(lambda: page.config.calibration.ready)
    given = [one["ground"] for one in page.config.draft.cameras[0]["scene"]["calibration"]["points"]]
    for place_, spot in zip(given, SPOTS, strict=True):
        away = (place_[0] - MIDDLE * PIXEL - spot[0], place_[1] + MIDDLE * PIXEL - spot[1])
        assert away == pytest.approx((0, 0), abs=0.5)
    assert page.config.mistakes == 0
    item = canvas(page)
    before = given[3]
    item.forceActiveFocus()
    page.key(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    after = page.config.draft.cameras[0]["scene"]["calibration"]["points"][3]["ground"]
    assert after == pytest.approx([before[0] + 10 * PIXEL, before[1]])
    marked = page.config.aerial.marks.rows[3][1]
    page.config.aerial.setScale("0.2")
    assert page.config.aerial.marks.rows[3][1].x() == pytest.approx(marked.x())  # metres move, not points
    scaled = page.config.draft.cameras[0]["scene"]["calibration"]["points"][3]["ground"]
    assert scaled == pytest.approx([2 * number for number in after], abs=0.01)
    page.click("Close image")
    page.until(lambda: page.config.aerial.property("picture") == "")
    assert page.config.draft.cameras[0]["scene"]["calibration"]["points"][3]["ground"] == scaled


def test_a_file_that_is_no_image_is_refused_by_name(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    page.click("Calibration")
    (tmp_path / "plan.png").write_text("no image")
    page.config.aerial.open(QUrl.fromLocalFile(str(tmp_path / "plan.png")))
    page.until(lambda: page.shows("plan.png cannot be read as an image."))
    page.config.aerial.open(sheet(tmp_path))
    page.until(lambda: page.config.aerial.property("picture") != "")
    assert not page.shows("cannot be read as an image")


def test_metres_of_a_rectangle_do_not_mix_with_those_of_an_image(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    points = ", ".join(
        f"{{image: {image}, ground: {ground}}}"
        for image, ground in (
            ([300, 600], [0, 0]),
            ([900, 600], [7, 0]),
            ([800, 400], [7, 20]),
            ([400, 400], [0, 20]),
        )
    )
    page = desk(SIMULATED + f"    scene: {{calibration: {{points: [{points}]}}}}\n")
    aerial = page.config.aerial
    aerial.open(sheet(tmp_path))
    page.until(lambda: aerial.property("picture") != "")
    aerial.setScale("0.1")
    assert aerial.marks.rows == []
    aerial.press(QPointF(200, 300), 5)
    aerial.release(QPointF(200, 300))
    given = page.config.draft.cameras[0]["scene"]["calibration"]["points"]
    assert [one.get("ground") for one in given] == [[20, -30], None, None, None]
    page.config.undo()
    assert page.config.draft.cameras[0]["scene"]["calibration"]["points"][2]["ground"] == [7, 20]
