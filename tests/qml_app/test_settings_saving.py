"""What is set on the settings page: refused, saved, read again, and given to the engine."""

from __future__ import annotations

import socket
import threading
from datetime import datetime
from typing import TYPE_CHECKING, Any

import psutil
from PySide6.QtCore import Qt
from settings_desk import PATIENCE, SIMULATED, Desk

from bootstrap.effective import Effective, effective, from_file, read, settings, write
from bootstrap.engine_control import EngineControl, beginning
from bootstrap.usual import usual
from core.live import write_state
from core.processes import created
from core.settings import load
from qml_app.settings_file import save
from qml_app.settings_page import Configuration

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest
    from pytestqt.qtbot import QtBot

SECONDS = 62.0
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def runs(page: Desk, text: str = SIMULATED) -> Effective:
    """Have this process be an engine that runs on this text."""
    other = page.runtime.parent / "running.yaml"
    other.write_text(text)
    me, one = psutil.Process(), from_file(other)
    write(page.runtime, one)
    told = {"pid": me.pid, "created": created(me), "config": str(other), "updated": 9e9}
    write_state(page.runtime, told)
    page.until(lambda: page.config.running and page.config.path == str(other))
    return one


def test_what_runs_is_edited_and_every_change_that_can_run_is_applied(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.until(lambda: page.shows("Saved in site.yaml; engine stopped"))
    one = runs(page, SIMULATED.replace("here", "there"))
    page.until(lambda: page.shows("Running, saved in running.yaml"))
    assert page.config.value("site") == "there"
    page.click("Detection and rules")
    page.click("Person")
    page.until(lambda: page.shows("Applying …"))
    applied = page.answer()
    assert applied is not None
    assert (applied.file, applied.saved) == (one.file, False)
    assert "person" not in settings(applied).detector.classes
    page.until(lambda: page.shows("Running, not saved"))
    page.write("Confidence", "2")
    page.until(lambda: page.shows("1 error; the last valid settings stay active"))
    page.key(Qt.Key.Key_Escape)
    page.config.undo()
    page.config.undo()
    undone = page.answer()
    assert undone is not None
    assert undone.text == one.text
    page.until(lambda: page.shows("Running, saved in running.yaml"))


def test_what_the_engine_refuses_is_said_and_tried_again_on_demand(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    runs(page, SIMULATED.replace("model: ground-truth, ", ""))
    page.config.cameras.add("gate", "/nowhere.mp4", "", "", {})
    page.answer("camera 'gate': /nowhere.mp4: file not found — check the path")
    page.until(lambda: page.shows("/nowhere.mp4: file not found \u2013 check the path"))
    assert not page.shows("Running")
    assert page.fields(text="/nowhere.mp4")
    assert page.config.refusal("cameras[1].source")["words"] == "/nowhere.mp4: file not found — check the path"
    assert page.config.refusal("cameras[0].source") == {}
    page.click("Try again")
    assert page.answer() is not None
    page.until(lambda: page.shows("Running, not saved"))


def test_a_file_that_cannot_be_written_is_no_refusal_of_the_engine(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    runs(page)
    (tmp_path / "full").write_text("no folder")
    page.config.saveAs(str(tmp_path / "full" / "mine.yaml"), False)  # noqa: FBT003 -- as QML calls it
    page.until(lambda: page.shows("Cannot write"))
    assert page.shows("Running, saved in running.yaml")
    assert not page.shows("Try again")
    assert page.config.property("refused") is False


def test_something_else_that_runs_is_followed(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    runs(page)
    write(page.runtime, effective(None, str(tmp_path / "clip.mp4"), "yolo11n"))
    page.until(lambda: page.config.value("detector.model") == "yolo11n")
    assert (page.config.path, page.config.dirty) == ("", False)
    page.until(lambda: page.shows("Running, not saved"))


def test_saving_asks_once_for_the_file_and_the_engine_learns_of_it(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    write(page.runtime, effective(None, "simulator", None))
    page.config.reload()
    page.until(lambda: page.config.path == "")
    page.key(Qt.Key.Key_S, CONTROL)
    page.until(lambda: page.shows("Use these settings at every start"))
    page.write("File", str(tmp_path / "new" / "mine.yaml"), confirm=False)
    page.click("Use these settings at every start")
    *_, button = (one for one in page.every() if one.property("text") == "Save" and one.property("primary"))
    page.press(page.place(button, button.boundingRect().center()))
    page.until(lambda: page.shows("Saved in mine.yaml; engine stopped"))
    assert len(load(tmp_path / "new" / "mine.yaml").cameras[0].scene.lines) == 8
    assert usual() is None
    kept = read(page.runtime)
    assert kept is not None
    assert kept.file == tmp_path / "new" / "mine.yaml"
    page.click("Detection and rules")
    page.click("Person")
    page.save()
    assert "person" not in load(tmp_path / "new" / "mine.yaml").detector.classes


def test_without_an_engine_changes_are_kept_for_the_next_start(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    page.click("Detection and rules")
    page.write("Confidence", "2")
    page.until(lambda: page.config.mistakes == 1)
    (start,) = (one for one in page.every() if one.property("text") == "Start engine" and one.property("strong"))
    assert not start.isEnabled()
    page.write("Confidence", "0.5")
    page.until(lambda: (one := read(page.runtime)) and settings(one).detector.confidence == 0.5)
    assert settings(beginning(page.runtime, None)).detector.confidence == 0.5
    page.click("Start engine")
    page.until(lambda: "the engine is not running" in page.config.failure)  # none is started at this place
    assert (tmp_path / "site.yaml").read_text() == SIMULATED


class SlowEngine(EngineControl):
    """What is to be kept takes its time; what is started on is remembered."""

    def __init__(self, runtime: Path) -> None:
        super().__init__(runtime)
        self.kept, self.runs = threading.Event(), list[Effective]()

    def keep(self, one: Effective) -> None:
        settings(one)
        self.kept.wait(60)

    def run(self, one: Effective) -> None:
        self.runs.append(one)


def test_a_start_that_is_asked_for_while_a_change_is_on_its_way_is_not_lost(tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "site.yaml").write_text(SIMULATED)
    engine = SlowEngine(tmp_path / "run")
    config = Configuration(tmp_path / "run", tmp_path / "site.yaml", engine)
    config.reload()
    qtbot.waitUntil(lambda: config.property("status") == "ready", timeout=PATIENCE)
    config.set("detector.confidence", 0.5)
    qtbot.waitUntil(lambda: config._trying is not None, timeout=PATIENCE)
    config.start()
    engine.kept.set()
    qtbot.waitUntil(lambda: bool(engine.runs), timeout=PATIENCE)
    config.stop()
    assert settings(engine.runs[0]).detector.confidence == 0.5


def test_what_the_settings_refuse_is_told_at_the_field_and_never_saved(
    desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    page = desk(SIMULATED)
    page.click("Detection and rules")
    for text, told in (("2", "Must be less than 1."), ("much", "Enter a number.")):
        page.write("Confidence", text)
        page.until(lambda told=told: page.config.mistakes == 1 and page.shows(told))
        assert not page.config.saveable
        page.key(Qt.Key.Key_S, CONTROL)
    assert (tmp_path / "site.yaml").read_text() == SIMULATED
    page.write("Confidence", "0,4")
    assert page.config.mistakes == 0
    page.save()
    assert (tmp_path / "site.yaml").read_text() == SIMULATED.replace("0.25}", "0.4} ")


def test_a_password_is_written_to_the_file_and_never_shown(
    desk: Callable[[str], Desk], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    page = desk(SIMULATED.replace("model: ground-truth, ", ""))
    page.config.cameras.add("gate", "rtsp://192.0.2.7/stream", "admin", "ge/heim@1", {})
    page.until(lambda: page.shows("rtsp://***@192.0.2.7/stream"))
    page.save()
    assert load(tmp_path / "site.yaml").cameras[1].source.reveal() == "rtsp://admin:ge%2Fheim%401@192.0.2.7/stream"
    assert page.config.cameras.point(1, "rtsp://***@192.0.2.7/other", "", "")
    assert not page.config.cameras.point(1, "rtsp://***@198.51.100.1/other", "", "")
    page.until(lambda: page.shows("/other"))
    page.save()
    assert load(tmp_path / "site.yaml").cameras[1].source.reveal() == "rtsp://admin:ge%2Fheim%401@192.0.2.7/other"
    shown = [
        *page.texts(),
        str(page.config.value("cameras")),
        str(page.config.value("cameras[1].source")),
        *capfd.readouterr(),
    ]
    assert not any("heim" in one for one in shown)


def test_a_file_that_is_no_configuration_is_told_of_and_left_alone(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk("cameras: [")
    page.until(lambda: page.shows("Cannot read the configuration file"))
    assert not page.config.saveable
    (tmp_path / "site.yaml").write_text(SIMULATED)
    page.click("Reload")
    page.until(lambda: page.config.status == "ready")


def test_the_engine_gets_nothing_while_the_file_is_being_written(
    desk: Callable[[str], Desk], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk(SIMULATED)
    writing, go = threading.Event(), threading.Event()

    def slowly(*given: Any, **usual: Any) -> Any:
        writing.set()
        go.wait(20)
        return save(*given, **usual)

    monkeypatch.setattr("qml_app.settings_page.save", slowly)
    page.click("Detection and rules")
    page.click("Person")
    page.key(Qt.Key.Key_S, CONTROL)
    page.until(writing.is_set)
    page.bot.wait(600)  # what was changed would be given to the engine now
    go.set()
    page.until(lambda: not page.config.dirty and page.config.busy == "")
    page.click("Person")
    page.save()  # nobody else has changed the file
    assert "person" in load(tmp_path / "site.yaml").detector.classes


def test_what_is_still_being_typed_is_saved_too_and_nothing_is_lost_with_the_window(
    desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    page = desk(SIMULATED)
    page.click("Detection and rules")
    page.write("Name", "corner", confirm=False)
    page.save()
    assert load(tmp_path / "site.yaml").site == "corner"
    page.write("Name", "")
    page.write("Confidence", "0.5")
    page.window.close()
    page.until(lambda: page.shows("Save changes before closing?"))
    assert page.window.isVisible()
    page.click("Cancel")
    page.until(lambda: not page.shows("Save changes before closing?"))
    page.window.close()
    (button,) = (one for one in page.every() if one.property("text") == "Save" and one.hasActiveFocus())
    page.press(page.place(button, button.boundingRect().center()))
    page.until(lambda: not page.window.isVisible())
    assert load(tmp_path / "site.yaml").detector.confidence == 0.5


def test_closing_over_changes_without_a_file_asks_for_one_and_then_closes(
    desk: Callable[[str], Desk], tmp_path: Path
) -> None:
    page = desk(SIMULATED)
    write(page.runtime, effective(None, "simulator", None))
    page.config.reload()
    page.until(lambda: page.config.path == "")
    page.config.set("site", "corner")
    page.window.close()
    page.until(lambda: page.shows("Save changes before closing?"))
    assert page.window.isVisible()
    page.config.save()  # asks for a file
    page.until(lambda: page.shows("Use these settings at every start"))
    page.key(Qt.Key.Key_Escape)
    page.until(lambda: not page.shows("Use these settings at every start"))
    assert page.window.isVisible()
    page.click("Don\u2019t save")
    page.until(lambda: not page.window.isVisible())
    assert not (tmp_path / "home" / "config").exists()


def test_rules_are_switched_and_their_thresholds_set(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    page.click("Detection and rules")
    page.click("Wrong way")
    page.click("Person")
    page.write("Grace period (s)", "1.5")
    page.write("Maximum time gap (s)", "9")
    page.until(lambda: page.shows("Must be at most 5."))
    page.write("Maximum time gap (s)", "")  # what holds by default
    page.save()
    settings = load(tmp_path / "site.yaml")
    rules = settings.cameras[0].rules
    assert (rules.wrong_way.enabled, rules.red_light.grace, rules.near_miss.pet) == (False, 1.5, 1.5)
    assert settings.detector.classes == ["car", "truck", "bus", "motorcycle", "bicycle"]


def test_a_camera_is_added_renamed_and_removed(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    page.click("Video")
    fields = page.fields(placeholderText="e.g. cam-2") + page.fields(placeholderText="recordings/*.mp4")
    for field, text in zip(fields, ("cam-1", "simulator"), strict=True):
        page.fill(field, text)
    page.click("Add camera")
    page.until(lambda: page.shows("This name is already in use."))
    page.fill(fields[0], "second")
    page.click("Add camera")
    page.until(lambda: page.config.camera == "second")
    page.fill(page.fields(text="cam-1")[0], "first")
    page.save()
    assert [camera.id for camera in load(tmp_path / "site.yaml").cameras] == ["first", "second"]
    page.click("Remove first")
    page.save()
    assert [camera.id for camera in load(tmp_path / "site.yaml").cameras] == ["second"]
    assert not any("Remove" in text for text in page.texts())  # the last one stays


def test_a_camera_is_seen_before_it_is_added(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("Simulator")
    *_, test = (one for one in page.every() if one.property("text") == "Test")
    page.press(page.place(test, test.boundingRect().center()))
    page.until(lambda: page.shows("Connected: 1280 × 720"))  # noqa: RUF001 -- as sizes are written
    assert page.config.cameras.trying["picture"]
    assert page.config.cameras.names() == ["cam-1"]
    page.click("Network")
    page.until(lambda: not page.shows("Connected"))
    page.click("Simulator")
    page.click("Add camera")
    page.until(lambda: page.config.cameras.names() == ["cam-1", "cam-2"])


def test_when_a_recording_began_is_told_and_may_be_typed(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk("timezone: Europe/Berlin\ncameras: [{id: a, source: clip_2020-01-01_00-00-00.mp4}]\n")
    page.until(lambda: "2020-01-01 00:00:00" in page.texts() and page.shows("From the file name, in the site"))
    page.write("First frame recorded at", "yesterday")
    page.until(lambda: page.shows("Enter date and time, such as"))
    page.write("First frame recorded at", "4.5.2026 7:30")
    page.until(lambda: page.shows("Entered here.") and page.config.mistakes == 0)
    page.save()
    assert load(tmp_path / "site.yaml").cameras[0].recorded_at == datetime(2026, 5, 4, 7, 30)  # noqa: DTZ001 -- as typed


def test_a_camera_that_hangs_is_waited_for_by_nobody(desk: Callable[[str], Desk]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        page = desk(f"cameras: [{{id: mute, source: 'rtsp://u:heim@127.0.0.1:{port}/x'}}]\n")
        page.click("Test")
        page.until(lambda: page.shows("Connecting …"))
        connection, _ = silent.accept()  # it is connected, and hears nothing
        page.click("General")
        page.until(lambda: page.shows("Deutsch"))
        connection.close()
    page.click("Cameras")
    page.until(lambda: page.shows(f"rtsp://***@127.0.0.1:{port}/x: "))
    assert not page.shows("heim")


def test_theme_and_language_are_chosen(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED)
    page.click("General")
    page.click("Light")
    page.click("Deutsch")
    assert (page.preferences.theme, page.preferences.language) == ("light", "de")
