"""The settings page where it is narrow or wordy, and its keys wherever the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml
from PySide6.QtCore import QRectF, Qt
from settings_desk import SIMULATED, Desk, items

from core.simulator import scene

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Look
    from PySide6.QtQuick import QQuickItem

CONTROL = Qt.KeyboardModifier.ControlModifier
LINE = "    scene: {lines: [{id: a, points: [[300, 300], [600, 300]]}]}\n"


def with_scene(folder: Path) -> str:
    """The home of a configuration with all that the simulator has to show."""
    value = yaml.safe_load(SIMULATED)
    value["cameras"][0]["scene"] = scene().model_dump(mode="json", exclude_none=True)
    file = folder / "home" / "config" / "intersection.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(yaml.safe_dump(value))
    return str(folder / "home")


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(item.boundingRect())


def test_undo_in_a_field_is_first_of_what_is_typed_there_and_then_of_the_page(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("Detection and rules")
    page.write("Confidence", "0.5")
    page.write("Name", "corner")
    name = page.field("Name")
    assert name.property("activeFocus")
    page.key(Qt.Key.Key_X)
    page.key(Qt.Key.Key_Z, CONTROL)  # of the letter
    assert (name.property("text"), page.config.value("site")) == ("corner", "corner")
    page.key(Qt.Key.Key_Z, CONTROL)
    assert (name.property("text"), page.config.value("site")) == ("here", "here")
    page.key(Qt.Key.Key_Z, CONTROL)  # of what was done elsewhere
    assert page.config.value("detector.confidence") == 0.25
    assert not page.config.dirty
    page.key(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    page.key(Qt.Key.Key_Y, CONTROL)
    assert (name.property("text"), page.config.value("detector.confidence")) == ("corner", 0.5)


def test_metres_are_undone_from_within_their_field(desk: Callable[[str], Desk]) -> None:
    points = "[{image: [300, 600], ground: [0, 0]}, {image: [900, 600], ground: [7, 0]}]"
    page = desk(SIMULATED + f"    scene: {{calibration: {{points: {points}}}}}\n")
    page.click("Calibration")
    page.canvas()
    page.write("Point 2, X in metres", "9")
    assert page.config.calibration.rows.rows[1][2] == "9"
    page.key(Qt.Key.Key_Z, CONTROL)
    assert page.config.calibration.rows.rows[1][2] == "7"
    assert page.field("Point 2, X in metres").property("text") == "7"


@pytest.mark.parametrize("tab", ["Lines and zones", "Calibration"])
def test_escape_and_tab_lead_out_of_the_picture(desk: Callable[[str], Desk], tab: str) -> None:
    value = yaml.safe_load(SIMULATED)
    value["cameras"][0]["scene"] = scene().model_dump(mode="json", exclude_none=True)
    page = desk(yaml.safe_dump(value))
    page.click(tab)
    canvas = page.canvas()
    canvas.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    for key in (Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Escape, Qt.Key.Key_Escape):
        page.key(key)
        assert canvas.hasActiveFocus()
    page.key(Qt.Key.Key_Tab)
    assert not canvas.hasActiveFocus()
    page.key(Qt.Key.Key_Backtab)  # back in the picture its points are to be gone through again
    assert canvas.hasActiveFocus()
    page.key(Qt.Key.Key_Tab)
    assert canvas.hasActiveFocus()


def test_the_question_before_closing_keeps_its_buttons_in_its_box(
    desk: Callable[[str], Desk], german: Callable[[Desk], None]
) -> None:
    page = desk(SIMULATED)
    german(page)
    page.config.set("site", "corner")
    page.window.close()
    page.until(lambda: page.shows("Änderungen vor dem Schließen speichern?"))
    page.settle()
    box = next(one for one in page.every() if one.metaObject().className().startswith("QQuickPopupItem"))
    inside = [one for one in items(box) if one.property("text")]
    assert {"Abbrechen", "Nicht speichern", "Speichern"} <= {one.property("text") for one in inside}
    assert [one.property("text") for one in inside if not place(box).contains(place(one))] == []


def test_at_the_smallest_size_four_points_of_a_calibration_are_in_sight(desk: Callable[[str], Desk]) -> None:
    value = yaml.safe_load(SIMULATED)
    value["cameras"][0]["scene"] = scene().model_dump(mode="json", exclude_none=True)
    page = desk(yaml.safe_dump(value))
    page.window.resize(1024 - 84, 640 - 56)  # what window's rail and bar leave of it
    page.click("Calibration")
    page.until(lambda: page.config.calibration.ready)
    page.settle()
    every = page.every()
    area = next(one for one in every if one.metaObject().className().startswith("ScrollArea"))
    fields = [one for one in every if one.property("label") in [f"Point {n}, Y in metres" for n in range(1, 17)]]
    assert len([one for one in fields if place(area).contains(place(one))]) >= 4
    card = next(one for one in every if one.metaObject().className().startswith("CalibrationPoints"))
    inside = [one for one in items(card) if one.property("text") in ("Apply", "Remove all")]
    assert [one.property("text") for one in inside if not place(card).contains(place(one))] == []
    assert place(card).bottom() <= page.window.height()
    page.window.resize(1440, 900)
    page.until(lambda: any(one.metaObject().className().startswith("FromAbove") for one in page.every()))


def test_the_smallest_window_with_a_calibration(look: Look, tmp_path: Path) -> None:
    road = "click Einstellungen;click Kalibrierung;see Raster"
    home = with_scene(tmp_path)
    seen = look("settings-de-small", "16", action=road, language="de", size="1024x640", SMART_INTERSECTION_HOME=home)
    assert any(text.startswith("Raster ") for text in seen.texts), seen.texts


@pytest.mark.parametrize(("model", "source"), [("yolo11n", "http://[::1"), ("ground-truth", "rtsp://192.0.2.7/x")])
def test_what_cannot_be_a_source_is_refused_at_its_field(desk: Callable[[str], Desk], model: str, source: str) -> None:
    page = desk(SIMULATED.replace("ground-truth", model))
    assert page.config.mistakes == 0
    page.fill(page.fields(text="simulator:crossroads")[0], source)
    page.until(lambda: page.config.mistakes == 1)
    told = [one.property("problem") for one in page.every() if one.property("label") == "Source"]
    assert len([words for words in told if words]) == 1
    assert not page.config.saveable
    page.key(Qt.Key.Key_Z, CONTROL)
    page.until(lambda: page.config.mistakes == 0)
    assert page.fields(text="simulator:crossroads")
    assert not page.config.dirty
