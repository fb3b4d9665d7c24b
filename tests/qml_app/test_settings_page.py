"""The settings page, worked on with mouse and keys: what is drawn there is what the engine counts with."""

from __future__ import annotations

import time
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
import yaml
from drills import long_drill
from PySide6.QtCore import Qt
from settings_desk import SIMULATED, Desk

from core.analyse import Analyser
from core.engine import Engine
from core.events import Crossing
from core.settings import Camera, Scene, load
from core.settings.signals.fixed_plan import FixedPlanSignal
from core.simulator import Crossroads, run_truth, scene
from core.simulator.camera import CAMERA
from core.simulator.layout import KERB, place
from core.track import Tracker
from core.types import Frame

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from conftest import Look

SECONDS = 62.0
SHIFT, CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def simulated(*scenes: Scene) -> list[list[Crossing]]:
    """The crossings that the engine's rooms find with each scene, from a perfect detector's boxes."""
    world, tracker = Crossroads(seed=1), Tracker()
    camera = yaml.safe_load(SIMULATED)["cameras"][0]
    analysers = [Analyser("site", Camera(**camera, scene=one), 1.0, "ground-truth") for one in scenes]
    picture, crossings = np.zeros((720, 1280, 3), np.uint8), [[] for _ in scenes]
    for k in range(round(SECONDS * world.fps)):
        truth = world.step()
        update, frame = tracker.update(truth.detections, world.time), Frame(picture, k, world.time, 0.0, 0.0, truth)
        for analyser, found in zip(analysers, crossings, strict=True):
            found += [event for event in analyser.update(frame, update, 0.0) if isinstance(event, Crossing)]
    return crossings


def test_a_line_drawn_by_mouse_counts_what_crosses_it(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED)
    page.click("Lines and zones")
    line = next(one for one in scene().lines if one.id == "stop-west")
    ends = [page.on_picture(*point) for point in line.points]
    page.click("New line")
    for end in ends:
        page.press(end)
    page.until(lambda: page.config.scene.selected == "lines[0]")
    page.write("Name", "west")
    page.save()
    text = (tmp_path / "site.yaml").read_text()
    assert text.startswith(SIMULATED)  # nothing of it is gone, comments included
    assert (tmp_path / "site.yaml.bak").read_text() == SIMULATED
    drawn = load(tmp_path / "site.yaml").cameras[0].scene
    assert [one.id for one in drawn.lines] == ["west"]
    assert np.abs(np.array(drawn.lines[0].points) - line.points).max() < 2  # pixels: a mouse has whole ones
    (found,) = simulated(drawn)
    truth = run_truth(SECONDS, 1)
    until = truth.quiet_moment(SECONDS)
    wanted = Counter((c.direction, c.cls) for c in truth.crossings if c.line == "stop-west" and c.time <= until)
    assert sum(wanted.values()) == 5
    assert Counter((c.direction, c.cls) for c in found if c.time.timestamp() <= until) == wanted


@long_drill  # test_walk_video.py draws on a video, and test_real_clips.py counts this one
def test_a_line_drawn_on_a_real_video_counts_as_the_eye_does(
    desk: Callable[[str], Desk], tmp_path: Path, shared_data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cyclist and a white car cross it, from the upper left to the lower right; see tests/core/test_real_clips.py."""
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(tmp_path / "home"))
    video = shared_data / "videos" / "Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4"
    weights = shared_data / "weights" / "yolo11n_int8_openvino_model"
    page = desk(f"cameras: [{{id: cam-1, source: '{video}'}}]\n")
    page.click("Detection and rules")
    page.write("Model", str(weights))
    page.click("Lines and zones")
    ends = [page.on_picture(*end) for end in ((150, 300), (330, 140))]
    page.click("New line")
    for end in ends:
        page.press(end)
    page.save()
    engine = Engine(load(tmp_path / "site.yaml"))
    engine.start()
    assert engine.wait(120)
    engine.stop()
    counted = engine.report()["cameras"]["cam-1"]["lines"]["Line 1"]
    assert counted["forward"] == {"bicycle": 1, "car": 1, "total": 2} or counted["forward"]["total"] == 2
    assert counted["backward"]["total"] == 0


def test_points_are_dragged_added_and_taken_away_and_all_of_it_undone(desk: Callable[[str], Desk]) -> None:
    page = desk(SIMULATED + "    scene: {lines: [{id: a, points: [[300, 300], [600, 300]]}]}\n")
    page.click("Lines and zones")

    def points() -> list[list[float]]:
        found: list[list[float]] = page.config.draft.cameras[0]["scene"]["lines"][0]["points"]
        return found

    page.drag(page.on_picture(600, 300), page.on_picture(640, 420))
    assert points()[1] == pytest.approx([640, 420], abs=1.5)
    page.key(Qt.Key.Key_Insert)
    assert len(points()) == 3
    assert page.config.scene.handle == 1
    page.key(Qt.Key.Key_Delete)
    assert len(points()) == 2
    page.click("Reverse direction")
    assert points()[1] == [300, 300]
    for _ in range(4):
        page.canvas().forceActiveFocus()
        page.key(Qt.Key.Key_Z, CONTROL)
    assert points() == [[300, 300], [600, 300]]
    assert not page.config.dirty
    page.key(Qt.Key.Key_Y, CONTROL)
    assert points()[1] == pytest.approx([640, 420], abs=1.5)


def test_everything_on_the_picture_can_be_done_with_keys(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED + "    scene: {lines: [{id: a, points: [[300, 300], [600, 300]]}]}\n")
    page.click("Lines and zones")
    canvas = page.canvas()
    for _ in range(40):
        if canvas.hasActiveFocus():
            break
        page.key(Qt.Key.Key_Tab)
    assert canvas.hasActiveFocus()
    while page.config.scene.handle != 1:
        page.key(Qt.Key.Key_Tab)
    page.key(Qt.Key.Key_Right)
    page.key(Qt.Key.Key_Down, SHIFT)
    assert page.config.draft.cameras[0]["scene"]["lines"][0]["points"][1] == [601, 310]
    page.key(Qt.Key.Key_Tab)  # behind the last point, the keyboard goes on
    assert not canvas.hasActiveFocus()
    page.click("New zone")
    assert canvas.hasActiveFocus()
    page.key(Qt.Key.Key_Return)
    page.until(lambda: page.config.scene.selected == "zones[0]")
    page.key(Qt.Key.Key_Left, SHIFT)
    page.save()
    saved = load(tmp_path / "site.yaml").cameras[0].scene
    assert saved.zones[0].points[0] == (502, 288)
    page.canvas().forceActiveFocus()
    page.config.scene.select("zones[0]", -1)
    page.key(Qt.Key.Key_Delete)
    assert "zones" not in page.config.draft.cameras[0]["scene"]


def test_a_stop_line_gets_a_signal_of_its_own(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    page = desk(SIMULATED + "    scene: {lines: [{id: a, points: [[300, 300], [600, 300]], kind: stop}]}\n")
    page.click("Lines and zones")
    page.canvas()
    page.click("a")
    page.click("Fixed-time plan")
    page.write("Signal name", "north")
    page.write("red (s)", "41")
    before = time.time()
    page.click("Sync: green starts now")
    page.save()
    saved = load(tmp_path / "site.yaml").cameras[0].scene
    assert saved.lines[0].signal == "north"
    signal = saved.signals[0]
    assert isinstance(signal, FixedPlanSignal)
    assert [(phase.state, phase.seconds) for phase in signal.phases] == [("green", 30), ("amber", 3), ("red", 41)]
    assert round(before, 1) <= signal.offset <= time.time() + 0.1
    page.click("Remove signal")
    page.click("From MQTT")
    page.write("Topic", "city/north")
    page.save()
    saved = load(tmp_path / "site.yaml").cameras[0].scene
    assert [(one.id, one.kind) for one in saved.signals] == [("Signal 1", "mqtt")]
    assert saved.lines[0].signal == "Signal 1"
    turning = next(one for one in page.every() if one.property("displayText") == "Not permitted")
    turning.forceActiveFocus()
    page.key(Qt.Key.Key_Down)
    bicycles = next(one for one in page.every() if one.property("text") == "Bicycles exempt")
    bicycles.forceActiveFocus()
    page.key(Qt.Key.Key_Return)
    page.save()
    line = load(tmp_path / "site.yaml").cameras[0].scene.lines[0]
    assert (line.turn_on_red, line.exempt) == ("allowed", ["bicycle"])
    bicycles.forceActiveFocus()
    page.key(Qt.Key.Key_Return)
    page.save()
    assert load(tmp_path / "site.yaml").cameras[0].scene.lines[0].exempt == []


def test_a_shape_is_chosen_from_the_list_with_keys(desk: Callable[[str], Desk]) -> None:
    two = "{id: a, points: [[3, 3], [60, 30]]}, {id: b, points: [[5, 5], [60, 60]]}"
    page = desk(SIMULATED + f"    scene: {{lines: [{two}]}}\n")
    page.click("Lines and zones")
    page.until(lambda: page.shows("Counting line"))
    entry = next(one for one in page.every() if one.property("text") == "a" and one.property("key") == "lines[0]")
    entry.forceActiveFocus(Qt.FocusReason.TabFocusReason)
    page.key(Qt.Key.Key_Down)
    page.key(Qt.Key.Key_Return)
    assert page.config.scene.selected == "lines[1]"
    page.write("Name", "a")
    page.until(lambda: page.shows("This name is already in use."))
    assert not page.config.saveable


def test_a_calibration_by_clicks_and_metres_gives_true_speeds(desk: Callable[[str], Desk], tmp_path: Path) -> None:
    """Corners of the junction as a surveyor would take them, clicked to the pixel."""
    arms = [("north", 40.0), ("east", 40.0), ("south", 20.0), ("west", 20.0)]
    spots = [place(arm, at, side * KERB) for arm, at in arms for side in (1.0, -1.0)]
    lines = scene().model_dump(mode="json", include={"lines", "signals"}, exclude_none=True)
    page = desk(SIMULATED + f"    scene: {yaml.safe_dump(lines, default_flow_style=True, width=100_000)}")
    page.click("Calibration")
    for number, spot in enumerate(spots, 1):
        page.press(page.on_picture(*CAMERA.ground(*spot)))
        page.until(lambda: len(page.config.calibration.rows.rows) == number)  # noqa: B023 -- asked at once
        page.config.calibration.measure(number - 1, "east", f"{spot[0]}")
        page.config.calibration.measure(number - 1, "north", f"{spot[1]}")
    # Metres, of clicks on whole pixels up to 60 m away; the preview follows a moment later.
    page.until(lambda: page.config.calibration.ready and 0 <= page.config.calibration.error < 0.3)
    page.write("Point 1, X in metres", f"{spots[0][0] + 40}")
    page.until(lambda: page.shows("contradict each other"))
    page.canvas().forceActiveFocus()
    page.key(Qt.Key.Key_Z, CONTROL)
    page.save()
    found, truth = simulated(load(tmp_path / "site.yaml").cameras[0].scene, scene())
    measured = [one for one in found if one.speed_kmh is not None]
    assert len(measured) > 10
    wanted = {(c.line, c.track, c.direction): c.speed_kmh for c in truth if c.speed_kmh is not None}
    off = [abs(c.speed_kmh - wanted[key]) for c in measured if (key := (c.line, c.track, c.direction)) in wanted]
    assert np.median(off) < 1.0
    assert max(off) < 4.0


def test_the_page_in_the_real_window_in_both_themes(look: Look, tmp_path: Path) -> None:
    value = yaml.safe_load(SIMULATED)
    value["cameras"][0]["scene"] = scene().model_dump(mode="json", exclude_none=True)
    file = tmp_path / "home" / "config" / "intersection.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(yaml.safe_dump(value))
    home = str(tmp_path / "home")
    drawn = "click Settings;click Lines and zones;click stop-south;read Still image"
    read = ";".join(f"read {text}" for text in ("29", "stop-south", "Stop line", "New zone", "Signal"))
    road, error = "click Light theme;click Calibration", "Calibration error < 0.01 m"
    seen = look("settings-light", error, action=f"{drawn};{read};{road}", SMART_INTERSECTION_HOME=home)
    assert {"Grid 10 m", "11.2", "Error (m)"} <= set(seen.texts)
