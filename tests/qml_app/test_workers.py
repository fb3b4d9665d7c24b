"""Threads of the window that fail are told, logged and started again; none of them dies in silence."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from engine_stand_in import HEIGHT, WIDTH, camera_state, overlay, picture, state
from PySide6.QtCore import QSize

from core.live import LiveWriter, write_state
from qml_app import faults, workers
from qml_app.faults import FAULTS, Faults
from qml_app.monitor import Monitor
from qml_app.poller import Poller
from qml_app.video import drawable
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtGui import QImage
    from pytestqt.qtbot import QtBot

    from qml_app.camera import Camera


@pytest.fixture(autouse=True)
def ledger(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(workers, "_FIRST_PAUSE", 0.05)
    monkeypatch.setattr(workers, "_STEADY", 0.3)
    FAULTS.clear()
    yield
    FAULTS.clear()


class Broken:
    """Raises as long as it is told to."""

    def __init__(self, error: BaseException) -> None:
        self.error: BaseException | None = error
        self.calls = 0

    def __call__(self, *_: Any) -> int:
        self.calls += 1
        if self.error is not None:
            raise self.error
        return self.calls


def told() -> dict[str, faults.Fault]:
    return {one.worker: one for one in FAULTS.now()}


@pytest.mark.parametrize("error", [ZeroDivisionError("division by zero"), SystemExit(3), MemoryError()])
def test_a_poller_that_fails_is_told_and_goes_on(
    error: BaseException, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    look = Broken(error)
    poller = Poller(look, 0.02, name="traffic")
    poller.active = True
    poller.start()
    qtbot.waitUntil(lambda: "traffic" in told(), timeout=60_000)
    assert type(error).__name__ in told()["traffic"].reason
    look.error = None
    with qtbot.waitSignal(poller.found, timeout=60_000):
        pass
    qtbot.waitUntil(lambda: "traffic" not in told(), timeout=60_000)
    poller.stop()
    (record, *_) = [one for one in caplog.records if one.name == "qml_app.faults"]
    assert record.exc_info is not None
    assert record.exc_info[1] is error


@pytest.mark.usefixtures("qapp")
def test_what_fails_for_good_is_tried_less_and_less_often_and_told_all_the_time(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_FIRST_PAUSE", 0.1)
    look = Broken(ValueError("no"))
    poller = Poller(look, 0.001, name="setup")
    poller.active = True
    poller.start()
    qtbot.waitUntil(lambda: look.calls > 0)
    seen = []
    until = time.monotonic() + 1.5
    while time.monotonic() < until:
        seen.append("setup" in told())
        qtbot.wait(20)
    poller.stop()
    assert all(seen[1:])
    assert 2 <= look.calls <= 6  # at once, then after 0.1, 0.2, 0.4, 0.8 s


def test_a_thread_that_ends_all_the_same_is_started_again(qtbot: QtBot) -> None:
    poller = Poller(lambda: 1, 0.02, name="services")
    poller.active = True
    poller.start()
    with qtbot.waitSignal(poller.found):
        pass
    poller.requestInterruption()  # it ends, and nobody asked it to by `stop`
    poller.hurry()
    qtbot.waitUntil(lambda: not poller.isRunning(), timeout=60_000)
    workers.check_all()
    assert "ended" in told()["services"].reason
    with qtbot.waitSignal(poller.found, timeout=60_000):
        pass
    qtbot.waitUntil(lambda: "services" not in told(), timeout=60_000)
    poller.stop()
    workers.check_all()
    assert not poller.isRunning()


def test_one_that_hangs_is_told_until_it_goes_on(qtbot: QtBot) -> None:
    gate = threading.Event()
    poller = Poller(gate.wait, 0.02, name="alerts", patience=0.1)
    poller.active = True
    poller.start()
    qtbot.waitUntil(lambda: (workers.check_all(), "alerts" in told())[1], timeout=60_000)
    assert told()["alerts"].times == 0
    gate.set()
    qtbot.waitUntil(lambda: (workers.check_all(), "alerts" not in told())[1], timeout=60_000)
    poller.stop()


def test_a_task_that_fails_leaves_nobody_waiting(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    tasks, heard = Tasks("export"), []
    tasks.do(Broken(KeyError("rows")), heard.append)
    qtbot.waitUntil(lambda: heard != [])
    assert "KeyError" in heard[0]
    assert "export" in told()
    assert any(one.exc_info for one in caplog.records)
    tasks.do(lambda: None)
    qtbot.waitUntil(lambda: "export" not in told())
    tasks.waitForDone()


def test_what_nothing_mends_is_not_told_for_ever() -> None:
    ledger = Faults()
    ledger.report("window", ValueError("odd"), lasting=0.0)
    assert ledger.now() == []


def test_what_a_slot_raises_is_noted(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    import sys  # noqa: PLC0415 -- its hooks are what is tested

    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    faults.watch_all()
    sys.excepthook(ValueError, ValueError("in a slot"), None)
    thread = threading.Thread(target=Broken(OSError("in a thread")))
    thread.start()
    thread.join()
    assert told()["window"].times == 2
    assert [one.levelno for one in caplog.records if one.name == "qml_app.faults"] == [logging.ERROR] * 2


@pytest.fixture
def monitor(runtime: Path, qapp: object) -> Iterator[Monitor]:  # noqa: ARG001 -- signals need it
    made = Monitor(runtime)
    made._check_timer.setInterval(50)
    made.start()
    yield made
    made.stop()


def publish(runtime: Path, writer: LiveWriter, frames: int) -> None:
    writer.write(picture(), {**overlay(), "frame": frames})
    write_state(runtime, state({"cam-1": camera_state(frames=frames)}))


def camera(monitor: Monitor) -> Camera:
    return monitor.cameras.rows[0][1]


def levels(monitor: Monitor) -> dict[str, str]:
    return {row[0]: row[1] for row in monitor.services.rows}


def test_a_reader_that_fails_is_said_on_tile_header_and_health_and_comes_back(
    monitor: Monitor, runtime: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = LiveWriter(runtime, "cam-1")
    publish(runtime, writer, 1)
    qtbot.waitUntil(lambda: bool(monitor.cameras.rows) and camera(monitor).status == "live", timeout=60_000)
    good = monitor._reader._look
    monkeypatch.setattr(monitor._reader, "_look", Broken(ZeroDivisionError()))
    qtbot.waitUntil(lambda: monitor.status == "unseen", timeout=60_000)
    assert camera(monitor).status == "engine-unseen"
    assert monitor.level == "failed"
    assert levels(monitor)["window/pictures"] == "failed"
    assert levels(monitor)["journal"] == "unknown"
    monkeypatch.setattr(monitor._reader, "_look", good)
    publish(runtime, writer, 2)
    qtbot.waitUntil(lambda: monitor.status == "running" and camera(monitor).status == "live", timeout=60_000)
    assert "window/pictures" not in levels(monitor)


def test_one_camera_that_cannot_be_shown_leaves_the_others_alone(
    monitor: Monitor, runtime: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writers = {name: LiveWriter(runtime, name) for name in ("good", "odd")}
    broken: list[bool] = [True]
    monkeypatch.setattr("qml_app.reader._PUT_OFF", 0.1)
    monkeypatch.setattr("qml_app.reader.drawable", lambda image, room: drawn(image, room, fails=broken[0]))

    def drawn(image: np.ndarray, room: Any, *, fails: bool) -> QImage:
        if fails and image.shape[1] != WIDTH:
            raise ZeroDivisionError("by zero")
        return drawable(image, room)

    def statuses(frames: int) -> dict[str, str]:
        for name, writer in writers.items():
            writer.write(picture() if name == "good" else np.zeros((7, 9, 3), np.uint8), {**overlay(), "frame": frames})
        write_state(runtime, state({name: camera_state(frames=frames) for name in writers}))
        return {row[0]: row[1].status for row in monitor.cameras.rows}

    count = iter(range(1, 9_000))
    qtbot.waitUntil(lambda: statuses(next(count)) == {"good": "live", "odd": "not-shown"}, timeout=60_000)
    assert "by zero" in dict(monitor.cameras.rows)["odd"].reason
    assert (monitor.level, monitor.troubles, levels(monitor)["camera/odd"]) == ("failed", 2, "failed")
    broken[0] = False
    qtbot.waitUntil(lambda: statuses(next(count)) == {"good": "live", "odd": "live"}, timeout=60_000)
    assert (monitor.trouble, monitor.troubles) == ("influx", 1)  # as the stand-in tells


def test_a_picture_that_the_window_cannot_take_does_not_end_the_next(
    monitor: Monitor, runtime: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = LiveWriter(runtime, "cam-1")
    publish(runtime, writer, 1)
    qtbot.waitUntil(lambda: bool(monitor.cameras.rows) and not camera(monitor).pictureSize.isEmpty(), timeout=60_000)
    show = camera(monitor).show
    monkeypatch.setattr(camera(monitor), "show", Broken(TypeError("odd")))
    publish(runtime, writer, 2)
    qtbot.waitUntil(lambda: camera(monitor).status == "not-shown", timeout=60_000)
    monkeypatch.setattr(camera(monitor), "show", show)
    before = camera(monitor).picture
    publish(runtime, writer, 3)
    qtbot.waitUntil(lambda: camera(monitor).picture != before, timeout=60_000)
    assert camera(monitor).pictureSize == QSize(WIDTH, HEIGHT)


def test_a_state_of_no_sense_is_told_and_the_next_taken(monitor: Monitor, runtime: Path, qtbot: QtBot) -> None:
    write_state(runtime, state({"cam-1": camera_state(frames=1, fps=[])}, broker={"state": "running", "backlog": {}}))
    qtbot.waitUntil(lambda: bool(monitor.cameras.rows), timeout=60_000)
    write_state(runtime, state({"cam-1": camera_state(lines={"south": {"forward": {"car": "many"}}})}))
    qtbot.waitUntil(lambda: monitor.status == "unseen", timeout=60_000)
    assert levels(monitor)["window/state"] == "failed"
    write_state(runtime, state({"cam-1": camera_state(frames=9)}))
    qtbot.waitUntil(lambda: monitor.status == "running", timeout=60_000)


@pytest.mark.skipif(sys.platform != "linux", reason="reads the threads' names as Linux tells them")
def test_a_worker_names_its_thread_before_it_starts(qtbot: QtBot) -> None:
    """Where it does not, Qt asks PySide for the class on the new thread, and a window now and then crashes."""
    poller = Poller(lambda: 0, 5.0, name="a-worker")
    poller.active = True
    poller.start()
    try:
        qtbot.waitUntil(lambda: "a-worker" in _threads(), timeout=60_000)
    finally:
        poller.stop()


def _threads() -> set[str]:
    return {one.read_text().strip() for one in Path("/proc/self/task").glob("*/comm")}


UNSTOPPED = """
import sys
from pathlib import Path
from PySide6.QtGui import QGuiApplication
from PySide6.QtCore import QTimer
app = QGuiApplication(["-platform", "offscreen"])
from qml_app.monitor import Monitor
from qml_app.poller import Poller
monitor = Monitor(Path(sys.argv[1]))
monitor.start()
poller = Poller(lambda: sum(range(200_000)), 0.001)
poller.active = True
poller.start()
QTimer.singleShot(300, app.quit)
app.exec()
"""


def test_python_ends_in_order_though_nobody_stopped_the_threads(runtime: Path) -> None:
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", UNSTOPPED, str(runtime)], check=False, capture_output=True, env=environment, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
