"""An engine that ended by itself is told with the reason that its supervisor has, wherever the window tells of it."""

from __future__ import annotations

import threading
from dataclasses import replace
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from engine_stand_in import camera_state, state

from bootstrap import engine_service
from bootstrap.engine_control import EngineControl
from bootstrap.services import control
from bootstrap.services.control import Status
from bootstrap.services.machine import State
from core import paths
from core.errors import UserError
from core.usage import UNKNOWN
from qml_app import engine_end
from qml_app.bulletins import Board
from qml_app.camera import Camera
from qml_app.engine import Engine
from qml_app.headline import headline
from qml_app.health import Moment, rows
from qml_app.installation import Condition
from qml_app.monitor import Monitor
from qml_app.service_route import ServiceRoute
from qml_app.service_rows import parts
from qml_app.state import Status as Seen
from qml_app.state import engine_level, engine_status

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

WHY = "exited with code 1: no space left on device"
FAILED = Status("engine", State.EXITED, WHY)


@pytest.fixture
def supervisor(monkeypatch: pytest.MonkeyPatch) -> list[Status | None]:
    """What it says of the engine, to be changed."""
    said: list[Status | None] = [FAILED]
    monkeypatch.setattr(engine_service, "status", lambda: said[0])
    return said


@pytest.mark.parametrize("found", [State.BACKOFF, State.EXITED])
def test_the_reason_is_the_supervisors(supervisor: list[Status | None], found: State) -> None:
    supervisor[0] = replace(FAILED, state=found)
    runtime = paths.runtime_dir()
    assert engine_end.why(runtime, state({}), alive=False) == WHY
    assert engine_end.why(runtime, state({}, stopped=True), alive=True) == WHY
    assert engine_end.why(runtime, state({}), alive=True) == ""  # it runs
    assert engine_end.why(runtime / "other", state({}), alive=False) == ""  # somebody else's


@pytest.mark.parametrize(
    "said",
    [
        None,
        replace(FAILED, state=State.STOPPED, reason="stopped on request"),
        replace(FAILED, state=State.BACKOFF, reason=control.JUST_GONE),
    ],
)
def test_nothing_is_said_where_nobody_knows(supervisor: list[Status | None], said: Status | None) -> None:
    supervisor[0] = said
    assert engine_end.why(paths.runtime_dir(), state({}), alive=False) == ""


def test_on_a_full_disk_the_supervisor_has_no_room_for_its_reason(
    supervisor: list[Status | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    supervisor[0] = None
    monkeypatch.setattr(engine_end.shutil, "disk_usage", lambda _: SimpleNamespace(free=4096))
    runtime = paths.runtime_dir()
    told = engine_end.why(runtime, state({}), alive=False)
    assert told == f"cannot write {runtime}: No space left on device"


def test_an_engine_that_cannot_tell_how_it_is_does_not_look_well() -> None:
    why = "cannot write /run/engine.json: No space left on device"
    found = state({}, unwritten=why)
    listed = rows(found, Seen("running"), [], {}, Moment(1.0, 1.0))
    assert [row[:5] for row in listed if row[0] == "disk"] == [("disk", "failed", "not-written", "", why)]
    assert {row[0]: row[1] for row in listed} == dict.fromkeys(("broker", "journal", "mqtt", "influx"), "unknown") | {
        "engine": "ok",
        "disk": "failed",
    }
    assert headline(listed, Seen("running")).service == "disk"


@pytest.mark.usefixtures("qapp")
def test_figures_that_cannot_be_written_are_the_last_known(runtime: Path) -> None:
    monitor = Monitor(runtime)
    monitor.tell(state({}, updated=1.0), alive=True, now=1.0, tick=1.0)
    assert monitor.current == "running"
    monitor.tell(state({}, updated=1.0, unwritten="no room"), alive=True, now=1.0, tick=1.0)
    assert (monitor.status, monitor.current) == ("running", "stalled")


def test_one_that_failed_in_good_order_is_no_engine_that_somebody_stopped() -> None:
    ended: dict[str, Any] = state({}, updated=40.0, stopped=True)
    assert engine_status(ended, 50.0, alive=False) == Seen("halted", 10)
    failed = engine_status(ended, 50.0, alive=False, why=WHY)
    assert (failed, engine_level(failed)) == (Seen("stopped", 10, WHY), "failed")


def test_the_services_page_says_it_in_the_engines_row() -> None:
    row = parts(Condition(state({}, updated=1.0), alive=False, engine=UNKNOWN, managed=[], why=WHY), 5.0)[0]
    assert (row[0], row[2], row[-1]) == ("engine", "stopped", WHY)


@pytest.mark.usefixtures("qapp")
def test_live_says_it_once_it_is_known(runtime: Path) -> None:
    monitor, told = Monitor(runtime), state({"cam-1": camera_state()}, updated=1.0)
    changes: list[str] = []
    monitor.changed.connect(lambda: changes.append(monitor.property("reason")))
    monitor.tell(told, alive=False, now=1.0, tick=1.0)
    monitor.tell(told, alive=False, now=1.0, tick=1.0, why=WHY)
    assert changes == ["", WHY]
    assert monitor.glance().parts[0][4] == WHY


def test_a_notification_learns_later_why() -> None:
    board = Board()
    board.tell_level("engine", "engine", "ok", "", 0.0)
    board.tell_level("engine", "engine", "failed", "", 1.0)
    board.tell_level("engine", "engine", "failed", WHY, 2.0)
    board.tell_level("engine", "engine", "failed", "another one", 3.0)
    assert [(one.detail, one.count) for one in (*board.bulletins, *board.kept)] == [(WHY, 1)] * 2


def test_a_camera_that_is_there_no_more_has_no_fault() -> None:
    board = Board()
    for name in ("clip", "north"):
        board.tell_level("camera", name, "failed", "file not found", 0.0)
    board.forget("camera", {"north", "new"})
    assert [one.subject for one in board.bulletins] == ["north"]
    assert [one.subject for one in board.kept] == ["north", "clip"]
    board.tell_level("camera", "clip", "failed", "file not found", 1.0)  # opened again
    assert [one.subject for one in board.bulletins] == ["clip", "north"]


@pytest.mark.usefixtures("qapp")
def test_a_moment_without_pictures_does_not_begin_a_count_anew() -> None:
    """On a busy machine a recording has no new picture for a few seconds now and then."""
    camera, running = Camera("clip"), Seen("running")
    values = {"state": "running", "fps": 25.0, "playback": {"mode": "count", "playing": True}}

    def health(frames: int, now: float) -> tuple[str, int]:
        camera.tell(running, {**values, "frames": frames}, now)
        found = camera.health(now)
        return found.status, found.seconds

    assert health(0, 99.0)[0] == "starting"
    assert health(1, 100.0) == ("counting", 0)
    assert health(1, 104.5)[0] == "no-data"
    assert health(2, 108.0) == ("counting", 8)
    assert health(2, 112.5)[0] == "no-data"
    assert health(3, 150.0) == ("counting", 0)  # so long a time is no moment


@pytest.mark.usefixtures("qapp")
def test_a_restart_from_the_data_path_is_one_of_the_engine(runtime: Path, qtbot: QtBot) -> None:
    """The header says so as the card does, and that it stands still meanwhile is no news."""
    answered = threading.Event()

    def restart() -> None:
        answered.wait(60)
        raise UserError("it cannot", "ask")

    route, engine = ServiceRoute(lambda: None, restart), Engine(EngineControl(runtime))
    engine.elsewhere, engine.failed_elsewhere = lambda: route.doing, lambda: route.property("failure")
    route._mend = "restart"
    told: list[str] = []
    engine.changed.connect(lambda: told.append(engine.doing))
    route.changed.connect(engine.follow)
    route.mend()
    assert (engine.doing, engine.busy) == ("restart", True)
    answered.set()
    qtbot.waitUntil(lambda: engine.doing == "", timeout=60_000)
    assert told == ["restart", ""]
    assert engine.failure == "it cannot — ask"  # nobody may say that it runs on something new
    route.stop()
    engine.stop()
