from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from waiting import eventually

from bootstrap import cli, engine_service
from bootstrap.effective import effective
from bootstrap.engine_control import LEFT, end
from bootstrap.engine_process import EngineProcess, is_alive, log_file
from bootstrap.plain import typed
from bootstrap.window import _opened
from core import paths
from core.errors import UserError
from core.live import read_state

CAMERA = {
    "state": "running", "reason": None, "frames": 1, "skipped": 0, "fps": 1.0, "stages_ms": {}, "lines": {},
    "violations": {},
}  # fmt: skip
# An app that waits for a living engine, writes down what it saw, and closes its window when told to.
APP = """
import json, os, pathlib, sys, time
from bootstrap.effective import effective
from bootstrap.engine_process import is_alive
from core import paths
from core.live import read_state
seen = pathlib.Path("seen.json")
state = read_state(paths.runtime_dir())
profile = os.environ.get("SMART_INTERSECTION_PROFILE")
told = {"alive": is_alive(state), "pid": (state or {}).get("pid"), "profile": profile}
pathlib.Path("app.arguments").write_text(json.dumps(sys.argv[1:]))
pathlib.Path("app.pid").write_text(str(os.getpid()))
seen.with_suffix(".part").write_text(json.dumps(told))
seen.with_suffix(".part").replace(seen)
while os.environ.get("STAYS"):
    time.sleep(0.05)
raise SystemExit(int(os.environ.get("CODE", "0")))
"""

# An engine that is kept by its supervisor has not the environment of whoever started it.
DOUBLE = """
import json, os, pathlib
os.environ.update(json.loads(pathlib.Path(__file__).with_name("double.json").read_text()))
import engine_double; engine_double.install()
"""


def double(**told: str) -> None:
    """What engines that begin from now on are told."""
    path = Path("double.json")
    before = json.loads(path.read_text()) if path.exists() else {}
    path.write_text(json.dumps({**before, **told}))


@pytest.fixture(autouse=True)
def _doubles(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine's double in every Python below this one, and an app of our own in the current folder."""
    (tmp_path / "sitecustomize.py").write_text(DOUBLE)
    (tmp_path / "qml_app").mkdir()
    (tmp_path / "qml_app" / "__init__.py").touch()
    (tmp_path / "qml_app" / "__main__.py").write_text(APP)
    monkeypatch.chdir(tmp_path)
    folders = (tmp_path, Path(__file__).parent, Path(__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(map(str, folders)))
    double(REPORT=json.dumps({"cameras": {"cam-1": CAMERA}}))
    monkeypatch.setenv("DISPLAY", ":never-used")
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def up(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bootstrap.cli", "up", *arguments]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8")


def engine_alive() -> bool:
    return is_alive(read_state(paths.runtime_dir()))


def seen() -> dict[str, object]:
    found: dict[str, object] = json.loads(Path("seen.json").read_text())
    return found


def test_the_window_shows_a_living_engine_that_ends_with_it(tmp_path: Path) -> None:
    process = up("--source", "a.mp4", "--report", "r.json")
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert seen()["alive"] is True
    assert not engine_alive()
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["log"] == ["made", True, None, "started", "stopped"]
    assert "detector: motion" in err.splitlines()[0]
    assert err.count("detector: motion") == 1


def test_the_services_of_another_installation_are_those_of_engine_and_window(tmp_path: Path) -> None:
    prefix = tmp_path / "another one"
    prefix.mkdir()
    _, err = (process := up("--source", "a.mp4", "--prefix", str(prefix))).communicate()
    assert process.returncode == 2
    remedy = f"run: smart-intersection setup --prefix {typed(prefix)}"
    assert err.splitlines() == [f"error: no installation found in {prefix} — {remedy}"]
    (prefix / "profile.yaml").write_text("telemetry: {profile: embedded}\n")
    _, err = (process := up("--source", "a.mp4", "--prefix", "another one")).communicate()
    assert process.returncode == 0, err
    assert seen()["profile"] == str(prefix / "profile.yaml")


def test_what_the_engine_refuses_is_told_in_its_own_words() -> None:
    double(REFUSE="1")
    process = up("--source", "a.mp4")
    _, err = process.communicate()
    assert process.returncode == 2
    assert err.splitlines()[-1] == "error: camera 'cam-1': nothing there — look again"
    assert not Path("seen.json").exists()


@pytest.mark.parametrize(
    ("saved", "why"),
    [
        ("cameras: [{id: cam-1, source: gone.mp4}]", "camera 'cam-1': nothing there — look again"),
        ("cameras: []", "cameras: too few entries"),
    ],
)
def test_where_what_was_saved_cannot_run_the_window_opens_and_says_why(saved: str, why: str) -> None:
    paths.own_config().parent.mkdir(parents=True, exist_ok=True)
    paths.own_config().write_text(saved)
    double(REFUSE="1")
    _, err = (process := up()).communicate()
    assert process.returncode == 0, err
    assert why in err.splitlines()[-1]
    (told,) = json.loads(Path("app.arguments").read_text())
    assert told.startswith("--refused=")
    assert why in told
    assert not engine_alive()


def test_with_a_duration_the_window_closes_when_the_engine_is_done(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAYS", "1")
    double(ENDS="1")
    process = up("--source", "a.mp4", "--duration", "1")
    process.communicate()
    assert process.returncode == 0
    assert not engine_alive()


def test_an_engine_that_the_user_leaves_counts_on_and_is_shown_by_the_next_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CODE", str(LEFT))
    process = up("--source", "a.mp4")
    _, err = process.communicate()
    assert process.returncode == 0, err
    assert "smart-intersection services stop engine" in err.splitlines()[-1]
    assert engine_alive()
    first = read_state(paths.runtime_dir())
    assert first is not None
    if sys.platform != "win32":  # the end of a terminal is none of its own
        assert os.getsid(first["pid"]) == first["pid"]
    monkeypatch.setenv("CODE", "0")
    up().communicate()
    assert seen()["pid"] == first["pid"]
    assert engine_alive()
    end(paths.runtime_dir())
    assert not engine_alive()


@pytest.mark.parametrize(("code", "lasted", "left"), [(0, 60, False), (LEFT, 1, True), (-11, 60, True), (1, 1, False)])
def test_a_window_that_dies_takes_no_engine_with_it(
    monkeypatch: pytest.MonkeyPatch, code: int, lasted: float, *, left: bool
) -> None:
    ticks = iter((0.0, float(lasted)))
    monkeypatch.setattr("bootstrap.window.time.monotonic", lambda: next(ticks))
    monkeypatch.setattr("bootstrap.window._show_app", lambda _ends_with, *_options: code)
    assert _opened()[1] is left


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_ending_up_ends_the_engine_it_started(
    monkeypatch: pytest.MonkeyPatch, number: signal.Signals, code: int
) -> None:
    monkeypatch.setenv("STAYS", "1")
    process = up("--source", "a.mp4")
    eventually(Path("seen.json").exists)
    process.send_signal(number)
    process.communicate()
    assert process.returncode == code
    assert not engine_alive()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_the_engine_of_a_command_that_was_killed_is_kept_and_can_be_stopped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STAYS", "1")
    process = up("--source", "a.mp4")
    eventually(Path("seen.json").exists)
    process.kill()
    process.wait()
    os.kill(int(Path("app.pid").read_text()), signal.SIGKILL)
    process.communicate()
    try:
        eventually(lambda: (kept := engine_service.status()) is not None and kept.state == "running")
        kept = engine_service.status()
        assert kept is not None
        assert kept.pid == seen()["pid"]
    finally:
        assert cli.main(["services", "stop", "engine"]) == 0
    assert not engine_alive()


def test_an_engine_that_runs_already_is_shown_and_outlives_the_window() -> None:
    engine = EngineProcess(["--headless"], effective(None, "a.mp4", None))
    try:
        engine.wait_until_running(lambda _line: None)
        process = up()
        process.communicate()
        assert process.returncode == 0
        state = read_state(paths.runtime_dir())
        assert state is not None
        assert seen() == {"alive": True, "pid": state["pid"], "profile": None}
        assert engine_alive()
        other = up("--source", "b.mp4")
        _, err = other.communicate()
        assert other.returncode == 2
        assert f"an engine is already running (process {state['pid']}, on" in err
        assert "smart-intersection dashboard" in err
        assert "smart-intersection services stop engine" in err
    finally:
        assert engine.stop() == 0
    assert not engine_alive()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_a_password_is_not_in_the_list_of_processes_nor_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bootstrap.engine_process._SIGNALS", False)  # as on Windows: it is ended by a note
    engine = EngineProcess(["--headless"], effective(None, "rtsp://bob:hunter2@127.0.0.1:9/x", None))
    try:
        engine.wait_until_running(lambda _line: None)
        state = read_state(paths.runtime_dir())
        assert state is not None
        for shown in ("cmdline", "environ"):
            assert "hunter2" not in Path(f"/proc/{state['pid']}/{shown}").read_text()
        assert "hunter2" not in json.dumps(state)
    finally:
        assert engine.stop() == 0
    assert "hunter2" not in log_file().read_text()
    assert "rtsp://***@127.0.0.1:9/x" in log_file().read_text()


def test_an_engine_that_ends_at_once_says_why_whatever_the_code_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    double(REFUSE="1")
    engine = EngineProcess([], effective(None, "a.mp4", None))
    with pytest.raises(UserError, match="nothing there — look again"):
        engine.wait_until_running(lambda _line: None)
