"""A service that ends unasked is told whatever page is open; one that somebody stops or restarts is not."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from one_service import with_helper
from ports import free_port

from bootstrap.services import control, records
from bootstrap.services.control import Status
from bootstrap.services.machine import State
from bootstrap.services.spec import Policy
from core.processes import Identity
from qml_app.monitor import Monitor
from qml_app.notifications import Notifications
from qml_app.service_watch import Seen, ServiceWatch, look, seen
from qml_app.snapshots import Snapshots

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from bootstrap.layout import Layout


HELPER = Path(__file__).parents[1] / "bootstrap" / "services" / "helper_service.py"
PATIENCE = 60_000  # milliseconds
RUNNING = Seen("grafana", "ok", "ready", 0)


def test_what_ends_unasked_has_failed_and_what_somebody_ends_has_not() -> None:
    backoff = Status("grafana", "backoff", "its process has just exited")
    assert seen(backoff, settled=True, before=RUNNING)[1:3] == ("failed", "its process has just exited")
    assert seen(backoff, settled=False, before=RUNNING).level == "off"
    restarted = Status("grafana", "running", "ready", 7, restarts=1)
    assert seen(restarted, settled=True, before=RUNNING).level == "failed"
    assert seen(restarted, settled=True, before=None).level == "ok"  # before the window was opened
    assert seen(restarted, settled=True, before=seen(restarted, settled=True, before=RUNNING)).level == "ok"


def test_one_that_went_with_its_supervisor_has_failed_and_one_that_never_ran_has_not() -> None:
    gone = Status("grafana", "stopped", "the supervisor is not running")
    assert seen(gone, settled=True, before=RUNNING).level == "failed"
    assert seen(gone, settled=True, before=None).level == "off"
    assert seen(gone, settled=True, before=Seen("grafana", "off", "", 0)).level == "off"
    silent = Status("grafana", "running", "no answer", 7, healthy=False)
    assert seen(silent, settled=True, before=RUNNING).level == "failed"


@pytest.fixture
def attended(tmp_path: Path) -> Layout:
    """An installation of one service; this process is its supervisor and the service."""
    layout = with_helper(tmp_path, [sys.executable], free_port())
    records.supervisor_path(layout).write_text(json.dumps(asdict(Identity.own())), "utf-8")
    records.write_want(layout, "helper", records.Want(up=True))
    is_(layout, State.RUNNING)
    return layout


def is_(layout: Layout, state: State, number: int = 0) -> None:
    """What the supervisor writes down."""
    lives = asdict(Identity.own()) if state is State.RUNNING else {}
    record = {**lives, "state": state.value, "round": number, "by": os.getpid()}
    records.state_path(layout, "helper").write_text(json.dumps(record), "utf-8")


def after(layout: Layout, before: dict[str, Seen]) -> dict[str, Seen]:
    return {one.name: one for one in look(layout, before)}


def test_one_that_is_stopped_and_started_between_two_looks_has_not_failed(attended: Layout) -> None:
    before = after(attended, {})
    assert before["helper"].level == "ok"
    for up in (False, True):
        records.write_want(attended, "helper", records.Want(up=up))
    is_(attended, State.STOPPED)  # the supervisor has not heard of the second wish yet
    for _ in range(3):
        before = after(attended, before)
        assert before["helper"].level == "off"
    is_(attended, State.RUNNING)
    before = after(attended, before)
    assert before["helper"].level == "ok"
    is_(attended, State.STOPPED)  # nobody has asked for that
    assert after(attended, before)["helper"].level == "failed"


@pytest.mark.parametrize("wish", [records.Want(up=True, round=1), records.Want(up=False)])
def test_one_that_is_replaced_while_we_look_has_not_failed(
    attended: Layout, wish: records.Want, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = after(attended, {})
    was = [Status("helper", "backoff", "its process has just exited", round=0)]

    def slow(_: Layout) -> list[Status]:
        records.write_want(attended, "helper", wish)
        is_(attended, State.RUNNING, 1)
        return was

    monkeypatch.setattr(control, "status", slow)
    assert after(attended, before)["helper"].level == "off"
    monkeypatch.setattr(control, "status", lambda _: was)
    assert after(attended, after(attended, before))["helper"].level == "off"


@pytest.fixture
def layout(state_dir: Path) -> Iterator[Layout]:
    port = free_port()
    patient = Policy(start_seconds=60, stop_seconds=30, probe_timeout=30)  # what is slow has not failed
    policy = replace(patient, probe_period=0.2, first_backoff=3)
    layout = with_helper(state_dir, [sys.executable, str(HELPER), str(port)], port, policy=policy)
    yield layout
    control.stop_all(layout)


@pytest.fixture
def bulletins(runtime: Path, layout: Layout, tmp_path: Path) -> Iterator[Notifications]:
    watch = ServiceWatch(layout.prefix)
    yield Notifications(Monitor(runtime), Snapshots(tmp_path), watch)
    watch.stop()


@pytest.mark.usefixtures("qapp")
def test_a_killed_service_is_told_and_told_to_be_back(bulletins: Notifications, layout: Layout, qtbot: QtBot) -> None:
    watch: ServiceWatch = bulletins._watch
    levels: list[str] = []
    watch.told.connect(lambda found: levels.append(found[0].level))
    watch.start()

    def told() -> list[tuple[str, str]]:
        return [(row[0], row[5]) for row in bulletins.rows.rows]

    def status() -> Status:
        return control.status(layout)[0]

    control.start(layout, "helper")
    qtbot.waitUntil(lambda: levels[-1:] == ["ok"], timeout=PATIENCE)
    control.start(layout, "helper", anew=True)
    qtbot.waitUntil(lambda: status().ok, timeout=PATIENCE)
    control.stop(layout, "helper")
    control.start(layout, "helper")
    levels.clear()
    qtbot.waitUntil(lambda: levels[-1:] == ["ok"], timeout=PATIENCE)
    assert told() == []
    psutil.Process(status().pid or 0).kill()
    qtbot.waitUntil(lambda: told() == [("service/helper/", "failed")], timeout=PATIENCE)
    qtbot.waitUntil(lambda: told() == [("service/helper/", "ok")], timeout=PATIENCE)
