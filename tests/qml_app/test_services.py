"""The services page with a real service under the real supervisor."""

from __future__ import annotations

import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest
from engine_stand_in import camera_state, state
from one_service import with_helper
from ports import free_port

from bootstrap.engine_control import EngineControl
from bootstrap.services import control, records
from bootstrap.services.spec import Policy
from core.live import write_state
from core.usage import UNKNOWN
from qml_app.installation import Condition
from qml_app.poller import Poller
from qml_app.service_rows import MANAGED_ROLES
from qml_app.services import Services

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Look
    from pytestqt.qtbot import QtBot

    from bootstrap.layout import Layout

HELPER = Path(__file__).parents[1] / "bootstrap" / "services" / "helper_service.py"
PATIENCE = 60_000  # milliseconds
TIMEOUT = 60


@pytest.fixture
def layout(state_dir: Path) -> Iterator[Layout]:
    """An installation with one service, which does not run yet."""
    port = free_port()
    policy = Policy(probe_period=0.2, stop_seconds=2)
    layout = with_helper(state_dir, [sys.executable, str(HELPER), str(port)], port, policy=policy)
    yield layout
    control.stop_all(layout)


@pytest.fixture
def services(runtime: Path, state_dir: Path) -> Iterator[Services]:
    services = Services(runtime, state_dir, EngineControl(runtime))
    services.active = True
    yield services
    services.stop()


def row(services: Services) -> dict[str, Any]:
    rows = services.managed.rows
    return dict(zip(MANAGED_ROLES, rows[0], strict=True)) if rows else {}


@pytest.mark.usefixtures("qapp", "layout")
def test_a_service_is_started_restarted_and_stopped(services: Services, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: row(services).get("startable") is True, timeout=PATIENCE)
    assert row(services)["address"].startswith("http://127.0.0.1:")
    services.startService("helper")
    assert (row(services)["doing"], row(services)["startable"]) == ("start", False)
    qtbot.waitUntil(lambda: row(services)["level"] == "ok", timeout=PATIENCE)
    assert row(services)["memory"] > 0
    port = row(services)["address"].rpartition(":")[2]
    before = _helpers(port)
    assert len(before) == 1
    services.restartService("helper")
    qtbot.waitUntil(lambda: row(services)["level"] == "ok" and not row(services)["doing"], timeout=PATIENCE)
    qtbot.waitUntil(lambda: _helpers(port) not in ([], before), timeout=PATIENCE)
    services.stopService("helper")
    qtbot.waitUntil(lambda: row(services)["condition"] == "stopped", timeout=PATIENCE)
    qtbot.waitUntil(lambda: row(services)["startable"], timeout=PATIENCE)
    assert (_helpers(port), row(services)["failure"]) == ([], "")


def _helpers(port: str) -> list[int]:
    """Process ids of this very test's helper service."""
    found = [one.info for one in psutil.process_iter(["pid", "cmdline"])]
    return [one["pid"] for one in found if (one["cmdline"] or [])[-2:] == [str(HELPER), port]]


@pytest.mark.usefixtures("qapp")
def test_what_cannot_be_done_is_told(services: Services, layout: Layout, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: bool(row(services)), timeout=PATIENCE)
    definition = records.definition_path(layout, "helper")
    text = definition.read_text()
    definition.unlink()
    services.startService("helper")
    definition_gone = "unknown service 'helper'"
    qtbot.waitUntil(lambda: not services._doing, timeout=PATIENCE)
    definition.write_text(text)
    qtbot.waitUntil(lambda: definition_gone in row(services).get("failure", ""), timeout=PATIENCE)


@pytest.mark.usefixtures("qapp")
def test_nobody_looks_while_nobody_watches(qtbot: QtBot) -> None:
    looks: list[int] = []
    threads: list[int] = []

    def look() -> int:
        threads.append(threading.get_ident())
        looks.append(len(looks))
        return len(looks)

    poller = Poller(look, 0.01)
    poller.start()
    try:
        qtbot.wait(60)
        assert looks == []
        poller.active = True
        qtbot.waitUntil(lambda: len(looks) > 2)
        poller.active = False
        qtbot.wait(60)
        seen = len(looks)
        qtbot.wait(60)
        assert len(looks) == seen
        assert threading.get_ident() not in threads
    finally:
        poller.stop()


def test_a_service_is_started_with_the_mouse(look: Look, layout: Layout, runtime: Path) -> None:
    write_state(runtime, state({"cam-1": camera_state()}, updated=time.time() + TIMEOUT))
    assert {"Helper", "MQTT delivery"} <= set(
        look("services-engine", "Connection refused", action="click Services").texts
    )
    write_state(runtime, state({"cam-1": camera_state()}, pid=2**22 + 1))
    seen = look("services-dark", "Stop", action="click Services;click Start", size="1440x1000")
    assert {"Helper", "Engine", "Stop"} <= set(seen.texts)
    assert seen.texts.count("Start") == 2  # of one button: the engine's, which is not for this window to start
    assert next(found for found in control.status(layout) if found.name == "helper").pid is not None


def test_the_pages_are_reached_by_keys_and_an_empty_machine_says_so(look: Look) -> None:
    empty = "press Ctrl+4;see No services are installed on this computer;lack Waiting for the first image"
    to_setup = "click Set up Grafana;see Profile;see Continue"
    seen = look("back-to-live", "No data yet.", action=f"{empty};{to_setup};press Ctrl+1", theme="light")
    assert "Engine not started" in seen.texts


def test_services_that_answer_slowly_do_not_make_the_engine_silent(services: Services) -> None:
    told = state({"cam-1": camera_state()}, updated=100.0)
    services.tell(Condition(told, alive=True, engine=UNKNOWN, managed=[], seen=100.1))
    assert [row[1:3] for row in services.parts.rows if row[0] == "engine"] == [("ok", "running")]
    services.tell(Condition(told, alive=True, engine=UNKNOWN, managed=[]))
    assert [row[2] for row in services.parts.rows if row[0] == "engine"] == ["stalled"]
