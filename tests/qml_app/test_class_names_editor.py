"""What a model calls its classes is assigned on the settings page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psutil
import pytest
from settings_desk import SIMULATED, Desk

from bootstrap.effective import from_file, settings, write
from core.live import write_state
from core.processes import created
from qml_app.settings_draft import Draft
from qml_app.settings_engine import Watcher
from qml_app.settings_names import NameEditor

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def rows(editor: NameEditor) -> dict[str, str]:
    return {row["name"]: row["meaning"] for row in editor.rows}


@pytest.fixture
def editing(tmp_path: Path, qapp: object) -> Callable[[dict[str, Any]], tuple[Draft, NameEditor]]:
    assert qapp

    def make(detector: dict[str, Any]) -> tuple[Draft, NameEditor]:
        draft = Draft()
        editor = NameEditor(draft, draft)
        draft.begin({"detector": detector, "cameras": [{"id": "a", "source": "simulator"}]}, tmp_path)
        return draft, editor

    return make


def test_classes_of_the_running_model_wait_to_be_assigned(
    editing: Callable[[dict[str, Any]], tuple[Draft, NameEditor]],
) -> None:
    draft, editor = editing({"model": "mine.pt"})
    editor.take(("Sattelzug", "Land vehicle No. 1"))
    assert rows(editor) == {"Sattelzug": "", "Land vehicle No. 1": ""}
    editor.assign("Land vehicle No. 1", "car")
    assert rows(editor) == {"Land vehicle No. 1": "car", "Sattelzug": ""}
    assert draft.settings is not None
    assert draft.settings.detector.names == {"Land vehicle No. 1": "car"}
    editor.assign("Land vehicle No. 1", "")
    assert draft.value["detector"] == {"model": "mine.pt"}
    draft.undo()
    assert rows(editor)["Land vehicle No. 1"] == "car"


def test_a_name_is_assigned_once_however_it_is_written(
    editing: Callable[[dict[str, Any]], tuple[Draft, NameEditor]],
) -> None:
    draft, editor = editing({"names": {"awning-tricycle": "truck", "Tram": "ignore"}})
    editor.take(("Awning Tricycle",))
    assert rows(editor) == {"awning-tricycle": "truck", "Tram": "ignore"}
    editor.assign("  AWNING_TRICYCLE ", "motorcycle")
    editor.assign("   ", "car")
    assert draft.value["detector"]["names"] == {"Tram": "ignore", "AWNING_TRICYCLE": "motorcycle"}


def test_what_the_engine_cannot_assign_is_told_to_the_page(tmp_path: Path) -> None:
    me = psutil.Process()
    cameras = {
        "a": {"detector": {"unassigned": ["Tram", "Sattelzug"]}},
        "b": {"detector": None},
        "c": {},
        "d": {"detector": {"unassigned": ["Tram"]}},
    }
    alive = {"pid": me.pid, "created": created(me), "cameras": cameras}
    write_state(tmp_path, alive)
    assert Watcher(tmp_path).look().unassigned == ("Tram", "Sattelzug")
    write_state(tmp_path, {**alive, "stopped": True})
    assert Watcher(tmp_path).look().unassigned == ()


def test_a_name_that_is_added_reaches_the_engine(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    me = psutil.Process()
    write(page.runtime, from_file(tmp_path / "site.yaml"))
    cameras = {"cam-1": {"detector": {"unassigned": ["Straßenbahn"]}}}
    write_state(page.runtime, {"pid": me.pid, "created": created(me), "cameras": cameras})
    page.click("Detection and rules")
    page.until(lambda: page.shows("Straßenbahn") and page.shows("classes that are not counted yet"))
    page.write("Class of the model", "Sattelzug", confirm=False)
    page.click("Add")
    applied = page.answer()
    assert applied is not None
    assert settings(applied).detector.names == {"Sattelzug": "car"}
    page.until(lambda: page.config.names.rows[0] == {"name": "Sattelzug", "meaning": "car"})
