"""What the live page offers before anything runs, while a recording is looked at and counted, and at its end."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from drills import LONG
from engine_stand_in import FPS, camera_state, overlay, picture, state
from PySide6.QtCore import QUrl

from bootstrap.effective import Effective, settings, write
from bootstrap.engine_control import EngineControl
from core.errors import UserError
from core.live import LiveWriter, write_state
from core.playback import heard
from core.settings.rewrite import rewrite
from qml_app import result_tables as tables
from qml_app.camera import Camera
from qml_app.engine import Engine
from qml_app.opening import Opening
from qml_app.recent import Recent
from qml_app.state import Status

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from conftest import Look
    from pytestqt.qtbot import QtBot

CLIP = "crossing"
LOOKING = {
    "mode": "preview",
    "playing": False,
    "speed": 1.0,
    "position_s": 12.4,
    "length_s": 37.6,
    "left_s": None,
    "file": "crossing.mp4",
    "file_number": 1,
    "files": 1,
    "moment": "2020-01-01T12:10:12.4+00:00",  # in a file after a gap
    "recorded_at": "2020-01-01T12:00:00+00:00",
    "recorded_from": "file name",
    "gaps": [],
}
COUNTING = {**LOOKING, "mode": "count", "playing": True, "left_s": 170.0}


@contextmanager
def engine(runtime: Path, **camera: Any) -> Iterator[None]:
    """One recording, told as the engine tells it."""
    stop = threading.Event()
    told = camera_state(source="/videos/crossing.mp4", **camera)

    def produce() -> None:
        writer = LiveWriter(runtime, CLIP)
        while not stop.wait(1 / FPS):
            writer.write(picture(), {**overlay(), "lines": [], "zones": [], "signals": {}})
            write_state(runtime, state({CLIP: told}))

    thread = threading.Thread(target=produce)
    thread.start()
    yield
    stop.set()
    thread.join()


class Control:
    """Stands for the engine that would be started."""

    offered = True

    def __init__(self, runtime: Path, refuse: str = "", *, speaks: bool = True) -> None:
        self.ran: list[Effective] = []
        self._runtime, self._refuse, self._speaks = runtime, refuse, speaks

    def run(self, one: Effective) -> None:
        if self._refuse:
            raise UserError(self._refuse, "choose another file")
        self.ran.append(one)
        if self._speaks:
            write_state(self._runtime, state({}))


def test_the_first_start_offers_three_ways_in_and_nothing_else(look: Look, runtime: Path) -> None:
    seen = look("first-start", "Welcome to Smart Intersection", SMART_INTERSECTION_HOME=str(runtime.parent))
    ways = {"Simulated intersection", "Open a video", "Add a camera", "Set up database and dashboards …"}
    assert ways <= set(seen.texts)
    in_the_way = {"Start engine", "Set up this computer", "Health", "Hide side panel", "Recent recordings"}
    assert not in_the_way & set(seen.texts)


def test_a_camera_is_tested_before_it_is_added_and_says_what_is_wrong(look: Look, runtime: Path) -> None:
    steps = "click Add a camera;field Address;type rtsp://;see User name;click Test;see host"
    seen = look("add-camera", "Add camera", action=steps, size="1024x640", SMART_INTERSECTION_HOME=str(runtime.parent))
    assert "User name" in seen.texts
    assert any("host" in text for text in seen.texts)


def test_a_recording_without_a_line_says_what_to_do_and_is_played_by_keys(look: Look, runtime: Path) -> None:
    with engine(runtime, playback=LOOKING, lines={}, violations={}, recent_violations=[]):
        seen = look(
            "recording-preview",
            "Preview \N{EN DASH} no counts saved",
            action="see Draw line;press Space;press .;press ,",
            SMART_INTERSECTION_HOME=str(runtime.parent),
        )
    assert "00:12 / 00:37" in seen.texts
    assert seen.texts.count("preview only") == len(("Violations", "Crossings"))
    assert "Freeze (P)" not in seen.texts  # the play bar holds them
    assert any("12:10:12" in text for text in seen.texts)
    assert seen.texts.count("Live") == 2  # the page's own button and the word on it
    assert [(one.verb, one.value) for one in heard(runtime, CLIP)] == [("play", 0.0), ("step", 1.0), ("step", -1.0)]


def test_a_count_tells_how_long_it_will_take(look: Look, runtime: Path) -> None:
    with engine(runtime, playback=COUNTING):
        at = {"size": "1024x640", "SMART_INTERSECTION_HOME": str(runtime.parent)}
        counting = look("recording-count", "Counting \N{EN DASH} 3 min left", **at)
    assert "Stop counting" in counting.texts


def test_cameras_make_way_for_the_simulation_only_after_a_question(
    look: Look, runtime: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(runtime.parent))  # as of the window
    write(runtime, Effective(rewrite("", {"cameras": [{"id": CLIP, "source": "rtsp://127.0.0.1/1"}]}), runtime))
    question = "Stop counting with your cameras?"
    with engine(runtime):
        steps = f"click Open …;click Simulated intersection;see {question}"
        seen = look("question", question, action=steps, SMART_INTERSECTION_HOME=str(runtime.parent))
    assert "Cameras, lines and zones that you have not saved are lost. Save them in Settings first." in seen.texts


@pytest.mark.parametrize("size", ["1280x800", pytest.param("1440x900", marks=LONG)])
def test_all_of_the_play_bar_is_in_reach_where_words_are_long(look: Look, runtime: Path, size: str) -> None:
    with engine(runtime, playback={**COUNTING, "recorded_from": "change time"}):
        seen = look(f"recording-bar-{size}", "Zählung läuft \N{EN DASH} noch 3 min", language="de", size=size)
    assert "Ändern …" in seen.texts
    assert seen.beyond == []


def test_the_end_of_a_count_is_a_result(look: Look, runtime: Path) -> None:
    movements = {"north": {"south": {"car": 4, "total": 4}}}
    noon, later = "2020-01-01T12:00:00+00:00", "2020-01-01T12:10:00+00:00"
    gaps = [
        {"from": noon, "to": later, "file": "b.mp4", "reason": None},
        {"from": later, "to": noon, "file": "c.mp4", "reason": None},
        {"from": later, "to": later, "file": "d.mp4", "reason": "the file is empty"},
        {"from": later, "to": later, "file": "e.mp4", "reason": "the file is incomplete: 2 of 3 frames could be read"}
        | {"played": True},
    ]
    copied = "'a.mp4' is the same recording as 'z.mp4', which was counted before; that count is replaced"
    reason = f"d.mp4: the file is empty · {copied} — to keep both, set recorded_at for each"
    result = {"gaps": gaps, "reason": reason}
    with engine(runtime, playback={**COUNTING, "left_s": 0.0}, state="ended", movements=movements, result=result):
        seen = look("recording-result", "crossing \N{EN DASH} counting finished", action="see Count again")
    assert {"Counts by line", "Turning movements", "Export …", "Open another video …", "south"} <= set(seen.texts)
    assert not any("stopped" in text for text in seen.texts)
    assert not {"since start", "Open …"} & set(seen.texts)
    assert "from the recording" in seen.texts
    assert "c.mp4 starts before the previous file ends. The overlap was counted once." in seen.texts
    assert "d.mp4 was not counted: The file is empty" in seen.texts
    assert "e.mp4: The file is incomplete: 2 of 3 frames could be read" in seen.texts
    assert sum("The file is empty" in text for text in seen.texts) == 1
    (same,) = (text for text in seen.texts if "a.mp4” is the same recording as" in text)
    assert same.endswith("that count is replaced \N{EN DASH} to keep both, enter a start time for each")
    assert any(text.startswith("No recording from") and "12:10" in text for text in seen.texts)


@pytest.mark.usefixtures("qapp")
def test_only_a_count_has_a_result_and_not_a_preview_that_was_played_to_its_end() -> None:
    camera = Camera(CLIP)
    camera.tell(Status("running"), camera_state(state="ended", playback=LOOKING), 0.0)
    assert (camera.recorded, camera.finished) == (True, False)
    camera.tell(Status("running"), camera_state(state="ended", playback=COUNTING), 0.0)
    assert camera.finished


def test_a_result_is_that_of_the_last_count_and_says_from_when_to_when() -> None:
    result = {
        "lines": {"north": {"forward": {"car": 2, "total": 2}, "backward": {"total": 0}}},
        "recorded": [
            ["2020-01-01T12:00:00+00:00", "2020-01-01T12:10:00+00:00"],
            ["2020-01-01T13:00:00+00:00", "2020-01-01T13:10:00+00:00"],
        ],
    }
    told = tables.counted({**camera_state(playback=LOOKING), "violations": {"red_light": 1}, "result": result})
    table = tables.table("here", CLIP, told)
    rows = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    assert [(row["name"], row["direction"], row["class"], row["count"]) for row in rows] == [
        ("north", "forward", "car", 2),
        ("red_light", "", "", 1),
    ]
    assert {f"{row['from']:%H:%M} {row['to']:%H:%M}" for row in rows} == {"12:00 13:10"}


def opening(runtime: Path, folder: Path, control: Control) -> Opening:
    return Opening(runtime, folder, control)  # type: ignore[arg-type]  # as far as it is used here


@pytest.mark.usefixtures("qapp")
def test_dropped_videos_run_as_one_camera_and_are_remembered(runtime: Path, tmp_path: Path, qtbot: QtBot) -> None:
    files = [tmp_path / f"morning {number}.mp4" for number in (1, 2)]
    for file in files:
        file.touch()
    control = Control(runtime)
    one = opening(runtime, tmp_path / "kept", control)
    assert one.first
    with qtbot.waitSignal(one.opened):
        one.openFiles([QUrl.fromLocalFile(str(file)) for file in files])
    (camera,) = settings(control.ran[0]).cameras
    assert camera.source.reveal() == str(tmp_path / "morning *.mp4")
    assert (one.shown, [row["there"] for row in one.recent]) == (False, [True])
    one.stop()


@pytest.mark.usefixtures("qapp")
def test_an_engine_begun_elsewhere_takes_the_place_of_the_first_question(runtime: Path, tmp_path: Path) -> None:
    one = opening(runtime, tmp_path / "kept", Control(runtime))
    one.see("waiting")
    assert one.shown
    one.see("running")
    assert not one.shown
    one.shown = True  # who asks for it keeps it
    one.see("running")
    assert one.shown
    one.stop()


@pytest.mark.usefixtures("qapp")
def test_the_ways_in_stay_until_the_engine_tells_of_itself(runtime: Path, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "a.mp4").touch()
    control = Control(runtime, speaks=False)
    one = opening(runtime, tmp_path / "kept", control)
    one.open(str(tmp_path / "a.mp4"))
    qtbot.waitUntil(lambda: bool(control.ran))
    qtbot.wait(50)
    assert (one.busy, one.shown) == ("opening", True)
    engine = Engine(EngineControl(runtime))
    engine.elsewhere = lambda: one.doing("waiting")
    assert engine.doing == "start"  # for whoever looks at another page meanwhile
    assert one.doing("running") == ""  # it goes on with something else
    with qtbot.waitSignal(one.opened, timeout=60_000):
        write_state(runtime, state({}))
    assert (one.busy, one.shown, engine.doing) == ("", False, "")
    engine.stop()
    one.stop()


@pytest.mark.usefixtures("qapp")
def test_what_was_drawn_is_there_again_when_a_recording_is_opened_again(
    runtime: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    first, second = tmp_path / "first.mp4", tmp_path / "second.mp4"
    first.touch()
    second.touch()
    line = {"id": "mine", "points": [[0, 0], [9, 9]]}
    text = rewrite("", {"cameras": [{"id": "first", "source": str(first), "scene": {"lines": [line]}}]})
    write(runtime, Effective(text, tmp_path, kind="video"))
    control = Control(runtime)
    one = opening(runtime, tmp_path / "kept", control)
    with qtbot.waitSignal(one.opened):
        one.open(str(second))
    assert Recent(tmp_path / "kept").sources() == [str(second), str(first)]
    with qtbot.waitSignal(one.opened):
        one.open(str(first))
    drawn = [[shape.id for shape in settings(ran).cameras[0].scene.lines] for ran in control.ran]
    assert drawn == [[], ["mine"]]
    one.stop()


@pytest.mark.usefixtures("qapp")
def test_what_cannot_be_opened_says_why_and_leaves_the_way_in_open(runtime: Path, tmp_path: Path, qtbot: QtBot) -> None:
    one = opening(runtime, tmp_path / "kept", Control(runtime, refuse="not a video file"))
    (tmp_path / "no.mp4").touch()
    for path in (tmp_path / "gone.mp4", tmp_path / "no.mp4"):
        one.open(str(path))
        qtbot.waitUntil(lambda: one.busy == "")
        assert one.failure
        assert one.shown
    assert "not a video file" in one.failure
    assert json.dumps(one.recent) == "[]"
    one.stop()
