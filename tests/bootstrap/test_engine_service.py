"""The engine in the hands of its supervisor, with a double of the engine; with the real one see tests/week."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from waiting import eventually

from bootstrap import engine_service
from bootstrap.effective import effective, read, write
from bootstrap.engine_control import EngineControl, end
from bootstrap.engine_process import is_alive
from bootstrap.services import leader, records
from bootstrap.services.machine import State
from bootstrap.services.spec import StateProbe
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bootstrap.services.control import Status
    from bootstrap.services.spec import ServiceSpec

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

DOUBLE = """
import json, os, pathlib
os.environ.update(json.loads(pathlib.Path(__file__).with_name("double.json").read_text()))
import engine_double; engine_double.install()
"""
SECONDS = 60.0


@pytest.fixture
def _double(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's double in every Python below this one."""
    (tmp_path / "sitecustomize.py").write_text(DOUBLE)
    monkeypatch.chdir(tmp_path)
    folders = (tmp_path, Path(__file__).parent, Path(__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
    double()


@pytest.fixture(autouse=True)
def _nothing_stays(home: Path) -> Iterator[None]:
    yield
    end(paths.runtime_dir())
    assert home in paths.runtime_dir().parents
    assert records.supervisor(engine_service.keeper()) is None


def double(**told: str) -> None:
    """What engines that begin from now on are told."""
    Path("double.json").write_text(json.dumps({"REPORT": json.dumps({"cameras": {}}), **told}))


def hasty() -> Callable[[], ServiceSpec]:
    """The definition with the times of a test."""
    spec = engine_service.definition()
    policy = replace(spec.policy, restarts=3, probe_period=0.2, sick_seconds=0.2, first_backoff=0.05)
    assert isinstance(spec.ready, StateProbe)
    ready = replace(spec.ready, seconds=3.0)
    return lambda: replace(spec, policy=policy, ready=ready)


def service() -> Status:
    found = engine_service.status()
    assert found is not None
    return found


def pid() -> int:
    state = read_state(paths.runtime_dir()) or {}
    return int(state["pid"]) if is_alive(state) and time.monotonic() - state["beat"] < 2.0 else 0


@pytest.mark.usefixtures("_double")
def test_an_engine_that_runs_is_taken_over_and_then_kept_alive_until_it_is_hopeless(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(engine_service, "definition", hasty())
    command = [sys.executable, "-m", "bootstrap.cli", "run", "--source", "simulator"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as first:
        eventually(pid, "one that somebody else has started")
        engine_service.start(lambda _: None)
        assert (service().pid, service().state) == (first.pid, State.RUNNING)
        first.kill()
    eventually(lambda: pid() not in {0, first.pid}, "another one after a kill")
    second = pid()
    os.kill(second, signal.SIGSTOP)
    eventually(lambda: pid() not in {0, second}, "another one in place of one that hangs")
    assert service().restarts == 2
    double(REFUSE="1")
    os.kill(pid(), signal.SIGKILL)
    eventually(lambda: service().state == State.EXITED, "the end of all tries")
    assert service().reason == "camera 'cam-1': nothing there — look again"
    assert service().restarts == 3  # it was not tried again
    double()
    write(paths.runtime_dir(), effective(None, "simulator:crossroads?seed=5", None))
    eventually(pid, "another one once its configuration has changed")


@pytest.mark.usefixtures("_double")
def test_what_cannot_run_is_told_at_once_and_what_ran_before_is_kept() -> None:
    before = effective(None, "simulator", None)
    write(paths.runtime_dir(), before)
    double(REFUSE="1")
    with pytest.raises(UserError, match="nothing there") as told:
        EngineControl(paths.runtime_dir()).run(effective(None, "a.mp4", None))
    assert told.value.remedy == "look again"
    assert read(paths.runtime_dir()) == before
    assert service().state == State.STOPPED


@pytest.mark.usefixtures("_double")
def test_one_that_ended_by_itself_is_not_started_again_until_somebody_does() -> None:
    double(ENDS="1")
    engine_service.begin(effective(None, "a.mp4", None), lambda _: None)
    eventually(lambda: service().reason == "ended by itself", "its end")
    leader.dismiss(engine_service.keeper())
    leader.ensure(engine_service.keeper())
    assert service().state == State.STOPPED
    double()
    EngineControl(paths.runtime_dir()).start()
    eventually(lambda: service().state == State.RUNNING, "another beginning")


def test_its_definition_has_no_secret_and_says_where_its_things_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_SOURCE", "rtsp://bob:hunter2@cam/1")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "hunter2")
    monkeypatch.setenv("OMP_NUM_THREADS", "2")
    spec = engine_service.definition()
    assert "hunter2" not in spec.text()
    assert spec.env["SMART_INTERSECTION_HOME"] == os.environ["SMART_INTERSECTION_HOME"]
    assert spec.env["OMP_NUM_THREADS"] == "2"
    assert isinstance(spec.ready, StateProbe)
    assert spec.ready.path.parent == paths.runtime_dir()
