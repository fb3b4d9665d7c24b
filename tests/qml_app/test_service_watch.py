"""A service that ends unasked is told whatever page is open; one that somebody stops or restarts is not."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import psutil
import pytest
from one_service import with_helper
from ports import free_port

from bootstrap.services import control
from bootstrap.services.control import Status
from bootstrap.services.spec import Policy
from qml_app.monitor import Monitor
from qml_app.notifications import Notifications
from qml_app.service_watch import Seen, ServiceWatch, seen
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
def layout(state_dir: Path) -> Iterator[Layout]:
    port = free_port()
    policy = Policy(probe_period=0.2, stop_seconds=2, first_backoff=3)
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
