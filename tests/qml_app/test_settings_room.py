"""What Settings shows beside its fields: each camera's picture, names clear of each other, what the app itself does."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import yaml
from engine_stand_in import camera_state, state
from PySide6.QtCore import QRectF
from settings_desk import SIMULATED, Desk

from core.live import LiveWriter, write_state
from core.simulator import scene
from qml_app.settings_cameras import ROLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtQuick import QQuickItem


def place(item: QQuickItem) -> QRectF:
    return item.mapRectToScene(QRectF(0, 0, item.width(), item.height()))


def running(runtime: Path, sources: dict[str, str]) -> None:
    """An engine with these cameras, each of which shows something."""
    write_state(runtime, state({name: camera_state(source=source) for name, source in sources.items()}, updated=9e9))
    for name in sources:
        LiveWriter(runtime, name).write(np.full((720, 1280, 3), 90, np.uint8), {})


def pictures(page: Desk) -> list[str]:
    return [str(row[ROLES.index("live")]) for row in page.config.cameras.rows.rows]


def test_a_camera_that_runs_shows_its_picture_and_one_of_another_source_does_not(
    desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    running(tmp_path / "run", {"cam-1": "simulator:crossroads", "cam-2": "b.mp4"})
    page = desk(SIMULATED + "  - {id: cam-2, source: a.mp4}\n")
    page.until(lambda: pictures(page)[0] != "")
    assert pictures(page)[1] == ""
    page.until(lambda: page.shows("No image yet. Select Test to see one."))
    shown = next(one for one in page.every() if "image://cameras/" in str(one.property("source")))
    page.until(lambda: shown.property("paintedWidth") > 0)
    assert shown.property("implicitWidth") <= 960


def test_names_on_the_picture_cover_neither_each_other_nor_leave_it(
    desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    running(tmp_path / "run", {"cam-1": "simulator:crossroads"})
    value = yaml.safe_load(SIMULATED)
    value["cameras"][0]["scene"] = scene().model_dump(mode="json", exclude_none=True)
    page = desk(yaml.safe_dump(value))
    page.window.resize(1024 - 92, 640 - 56)
    page.click("Lines and zones")
    canvas = page.canvas()
    names = {line["id"] for line in value["cameras"][0]["scene"]["lines"]}

    def plates() -> list[QRectF]:
        written = [one.parentItem() for one in page.every() if one.property("text") in names]
        return [place(one) for one in written if one.parentItem() is canvas]

    def apart() -> bool:
        areas = plates()
        return all(place(canvas).contains(area) for area in areas) and not any(
            one.intersects(other) for one, other in combinations(areas, 2)
        )

    page.until(apart)
    assert len(plates()) >= 6  # of eight; what has no room is left out


def test_general_keeps_evidence_and_mutes_notifications(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("General")
    page.write("Delete after (days)", "7")
    assert page.config.value("evidence.keep_days") == 7
    page.click("Save clips")
    assert page.config.value("evidence.clip") is False
    page.click("Services")
    assert page.preferences.muted == ["services"]
    page.click("Services")
    assert page.preferences.muted == []


def test_numbers_in_fields_are_written_as_the_language_writes_them(
    desk: Callable[[str], Desk], german: Callable[[Desk], None]
) -> None:
    page = desk(SIMULATED)
    german(page)
    page.click("Erkennung und Regeln")
    assert page.field("Konfidenz").property("text") == "0,25"
    page.write("Konfidenz", "0,5")
    assert page.config.value("detector.confidence") == 0.5
