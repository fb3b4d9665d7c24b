"""The view model follows engines that come, die and come again."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from engine_stand_in import HEIGHT, WIDTH, camera_state, overlay, picture, state
from PySide6.QtCore import QSize

from core.live import LiveWriter, write_state
from core.processes import created, lives
from qml_app.monitor import Monitor
from qml_app.overlay import parse
from qml_app.reader import Picture
from qml_app.video import Pictures, drawable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QGuiApplication, QImage
    from pytestqt.qtbot import QtBot

    from qml_app.camera import Camera

ROOT = Path(__file__).parents[2]


def stand_in(runtime: Path) -> subprocess.Popen[bytes]:
    program = [sys.executable, str(Path(__file__).with_name("engine_stand_in.py")), str(runtime), "cam-1"]
    return subprocess.Popen(program, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})


@pytest.mark.parametrize(
    ("mode", "condition", "work"),
    [("preview", "running", "preview"), ("count", "running", ""), ("count", "ended", "finished"), (None, "ended", "")],
)
@pytest.mark.usefixtures("qapp")
def test_what_recordings_are_left_to_do_is_told(runtime: Path, mode: str | None, condition: str, work: str) -> None:
    played = {} if mode is None else {"playback": {"mode": mode}}
    monitor = Monitor(runtime)
    cameras = {"cam-1": camera_state(state=condition, **played)}
    monitor.tell(state(cameras, updated=1.0), alive=True, now=1.0, tick=1.0)
    assert monitor.work == work
    cameras["cam-2"] = camera_state()
    monitor.tell(state(cameras, updated=2.0), alive=True, now=2.0, tick=2.0)
    assert monitor.work == ""


@pytest.fixture
def monitor(runtime: Path, qapp: QGuiApplication) -> Iterator[Monitor]:  # noqa: ARG001 -- signals need it
    made = Monitor(runtime)
    made.start()
    yield made
    made.stop()


def camera(monitor: Monitor) -> Camera:
    return monitor.cameras.rows[0][1]


def drawn(camera: Camera) -> QImage:
    """What QML finds at the camera's address."""
    return Pictures().requestImage(camera.picture.removeprefix("image://cameras/"), QSize(), QSize())


def test_an_engine_that_looks_for_no_violations_says_so(runtime: Path) -> None:
    monitor = Monitor(runtime)
    assert not monitor.unmonitored  # nothing is known yet
    monitor.tell(state({"cam-1": camera_state()}, updated=1.0), alive=True, now=1.0, tick=1.0)
    assert not monitor.unmonitored
    monitor.tell(state({"cam-1": camera_state(violations={})}, updated=2.0), alive=True, now=2.0, tick=2.0)
    assert monitor.unmonitored


def test_files_of_an_engine_that_are_deleted_are_missed(runtime: Path, qapp: QGuiApplication) -> None:  # noqa: ARG001
    monitor = Monitor(runtime)
    monitor.tell(None, alive=False, now=1.0, tick=1.0)
    assert (monitor.status, monitor.level) == ("waiting", "unknown")
    monitor.tell(state({"cam-1": camera_state()}, updated=1.0), alive=True, now=1.0, tick=1.0)
    monitor.tell(None, alive=False, now=2.0, tick=2.0)
    assert (monitor.status, monitor.level) == ("deleted", "failed")
    assert monitor.place == str(runtime)


def test_an_engine_that_is_killed_is_shown_and_the_next_one_picked_up(
    monitor: Monitor, runtime: Path, qtbot: QtBot
) -> None:
    assert monitor.status == "waiting"
    with stand_in(runtime) as first:
        qtbot.waitUntil(lambda: monitor.status == "running" and camera(monitor).status == "live", timeout=60_000)
        first.kill()
    qtbot.waitUntil(lambda: monitor.status == "stopped", timeout=60_000)
    assert camera(monitor).status == "engine-stopped"
    with stand_in(runtime) as second:
        with qtbot.waitSignal(camera(monitor).pictureChanged, timeout=60_000):
            pass
        qtbot.waitUntil(lambda: camera(monitor).status == "live", timeout=60_000)
        second.kill()


def test_a_picture_reaches_qml_with_its_overlay(monitor: Monitor, runtime: Path, qtbot: QtBot) -> None:
    write_state(runtime, state({"cam-1": camera_state()}))
    LiveWriter(runtime, "cam-1").write(picture(), overlay(violating=True))
    qtbot.waitUntil(lambda: len(monitor.cameras.rows) == 1 and camera(monitor).pictureSize == QSize(WIDTH, HEIGHT))
    shown = drawn(camera(monitor))  # a view that comes late sees the newest picture at once
    assert shown.size() == QSize(WIDTH, HEIGHT)
    assert shown == drawable(picture())
    assert camera(monitor).objects.rows[0][0] == 7
    assert monitor.recent.rows == [("b" * 32, "cam-1", 7, "red_light", "car", "2023-11-14T22:13:20+00:00")]
    assert monitor.violationTotal == 1
    assert (camera(monitor).detector, camera(monitor).skipped, camera(monitor).latency) == ("yolo11n", 2, 31.4)


def test_a_window_nobody_sees_reads_no_pictures(monitor: Monitor, runtime: Path, qtbot: QtBot) -> None:
    monitor.hidden = True
    write_state(runtime, state({"cam-1": camera_state()}))
    LiveWriter(runtime, "cam-1").write(picture(), overlay())
    qtbot.waitUntil(lambda: len(monitor.cameras.rows) == 1)
    qtbot.wait(100)
    assert camera(monitor).pictureSize.isEmpty()
    monitor.hidden = False
    qtbot.waitUntil(lambda: camera(monitor).pictureSize == QSize(WIDTH, HEIGHT))


@pytest.mark.usefixtures("qapp")
def test_cameras_come_and_go_with_the_state(runtime: Path) -> None:
    monitor = Monitor(runtime)
    for names in (["a", "b"], ["b", "c"], []):
        found = state({name: camera_state() for name in names}, updated=100.0)
        monitor.tell(found, alive=True, now=100.0, tick=0.0)
        assert [row[0] for row in monitor.cameras.rows] == names


@pytest.mark.usefixtures("qapp")
def test_what_is_simulated_is_told_by_the_source(runtime: Path) -> None:
    monitor = Monitor(runtime)
    sources = ["simulator", "simulator:crossroads?seed=7", "rtsp://***@192.0.2.7/x", "/videos/simulator.mp4"]
    truth = {"name": "ground-truth", "backend": "ground-truth", "device": "simulator"}
    found = {source: camera_state(source=source, detector=truth) for source in sources}
    monitor.tell(state({**found, "older": camera_state()}), alive=True, now=0.0, tick=0.0)
    assert {row[1].name: row[1].simulated for row in monitor.cameras.rows} == dict(
        zip([*sources, "older"], [True, True, False, False, False], strict=True)
    )


@pytest.mark.usefixtures("qapp")
def test_a_camera_that_is_looked_at_again_is_live_with_its_first_picture(runtime: Path) -> None:
    monitor = Monitor(runtime)
    found = state({"cam-1": camera_state(reason="speeds are imprecise")}, updated=100.0)
    shown = Picture("cam-1", drawable(picture()), parse(overlay()))
    monitor.tell(found, alive=True, now=100.0, tick=0.0)
    camera(monitor).show(shown, 0.0)
    monitor.tell({**found, "updated": 110.0}, alive=True, now=110.0, tick=10.0)
    assert (camera(monitor).status, camera(monitor).seconds, camera(monitor).reason) == ("no-data", 10, "")
    camera(monitor).show(shown, 10.0)
    assert (camera(monitor).status, camera(monitor).reason) == ("live", "speeds are imprecise")


@pytest.mark.usefixtures("qapp")
def test_a_recording_that_stood_still_has_not_lost_its_pictures_when_it_goes_on(runtime: Path) -> None:
    monitor = Monitor(runtime)
    paused = camera_state(source="clip.mp4", playback={"mode": "preview", "playing": False})
    monitor.tell(state({"cam-1": paused}, updated=100.0), alive=True, now=100.0, tick=0.0)
    camera(monitor).show(Picture("cam-1", drawable(picture()), parse(overlay())), 0.0)
    monitor.tell(state({"cam-1": paused}, updated=160.0), alive=True, now=160.0, tick=60.0)
    counting = camera_state(source="clip.mp4", playback={"mode": "count", "playing": True})
    monitor.tell(state({"cam-1": counting}, updated=161.0), alive=True, now=161.0, tick=61.0)
    assert camera(monitor).status == "counting"
    monitor.tell(state({"cam-1": counting}, updated=171.0), alive=True, now=171.0, tick=71.0)
    assert (camera(monitor).status, camera(monitor).seconds) == ("no-data", 11)


@pytest.mark.usefixtures("qapp")
def test_what_was_measured_before_is_no_frame_rate_of_a_camera_that_delivers_nothing(runtime: Path) -> None:
    monitor = Monitor(runtime)
    found = state({"cam-1": camera_state()}, updated=100.0)
    monitor.tell(found, alive=True, now=100.0, tick=0.0)
    camera(monitor).show(Picture("cam-1", drawable(picture()), parse(overlay())), 0.0)
    monitor.tell(found, alive=True, now=100.0, tick=0.0)
    assert (camera(monitor).status, camera(monitor).fps, camera(monitor).latency) == ("live", 25.0, 31.4)
    for changes, alive, tick in (({}, True, 9.0), ({"stopped": True}, True, 0.5), ({}, False, 0.5)):
        monitor.tell({**found, **changes}, alive=alive, now=100.0 + tick, tick=tick)
        assert (camera(monitor).fps, camera(monitor).latency) == (0.0, -1.0), camera(monitor).status


@pytest.mark.usefixtures("qapp")
def test_a_camera_nobody_looks_at_has_no_data_as_soon_as_the_engine_says_so(runtime: Path) -> None:
    monitor = Monitor(runtime)
    monitor.hidden = True
    for tick, word, status in ((0.0, "running", "live"), (3.0, "running", "live"), (3.0, "no_data", "no-data")):
        found = state({"cam-1": camera_state(state=word)}, updated=100.0 + tick)
        monitor.tell(found, alive=True, now=100.0 + tick, tick=tick)
        assert camera(monitor).status == status


@pytest.mark.usefixtures("qapp")
def test_a_camera_whose_pictures_come_again_is_not_said_to_have_none(runtime: Path) -> None:
    monitor = Monitor(runtime)
    silent = state({"cam-1": camera_state(state="no_data", reason="no image received")}, updated=100.0)
    monitor.tell(silent, alive=True, now=100.0, tick=0.0)
    camera(monitor).show(Picture("cam-1", drawable(picture()), parse(overlay())), 0.0)
    seen = []
    for tick in (0.5, 9.0):
        monitor.tell({**silent, "updated": 100.0 + tick}, alive=True, now=100.0 + tick, tick=tick)
        seen.append((camera(monitor).status, camera(monitor).reason))
    assert seen == [("live", ""), ("no-data", "no image received")]


def test_a_process_is_known_by_its_id_and_its_start() -> None:
    me = psutil.Process()
    assert lives({"pid": me.pid, "created": created(me)})
    assert not lives({"pid": me.pid, "created": "another time"})
    assert not lives({"pid": "x"})
    assert not lives(None)
