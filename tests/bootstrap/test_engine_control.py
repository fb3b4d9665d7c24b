"""What an engine is started on, and its end, whoever started it."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import psutil
import pytest

from bootstrap import cli, engine_control
from bootstrap.effective import effective, settings, write
from bootstrap.engine_control import EngineControl, beginning, end
from core.errors import UserError
from core.live import write_state
from core.processes import created

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

DEAF = "import time; print('ready', flush=True); time.sleep(600)"
OBEDIENT = """
import sys, time
from pathlib import Path
from bootstrap.again import asked
print('ready', flush=True)
while not ((wish := asked(Path(sys.argv[1]))) and wish.end):
    time.sleep(0.02)
sys.exit(7)
"""


@pytest.fixture
def deaf(tmp_path: Path) -> Iterator[dict[str, Any]]:
    """The state of an engine that reads no wishes."""
    with subprocess.Popen([sys.executable, "-c", DEAF], stdout=subprocess.PIPE) as process:
        assert process.stdout
        assert process.stdout.readline().startswith(b"ready")
        state = {"pid": process.pid, "created": created(psutil.Process(process.pid)), "stopped": False}
        write_state(tmp_path, state)
        yield state
        process.kill()


def test_the_next_engine_runs_on_what_the_last_one_ran_on_changes_not_saved_included(tmp_path: Path) -> None:
    runtime, given = tmp_path / "run", tmp_path / "given.yaml"
    given.write_text("cameras: [{id: given, source: 'webcam:0'}]")
    assert beginning(runtime, None).kind == "simulator"
    assert beginning(runtime, given).file == given
    write(runtime, effective(None, "rtsp://bob:hunter2@cam/1", "yolo11n"))
    last = settings(beginning(runtime, given))
    assert (last.cameras[0].source.reveal(), last.detector.model) == ("rtsp://bob:hunter2@cam/1", "yolo11n")
    one = effective(given, None, None)
    write(runtime, replace(one, text=one.text.replace("id: given", "id: edited")))
    assert settings(beginning(runtime, None)).cameras[0].id == "edited"


def test_an_engine_that_does_not_hear_is_ended_by_force(
    tmp_path: Path, deaf: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine_control, "_END_SECONDS", 0.5)
    end(tmp_path)
    assert not psutil.pid_exists(deaf["pid"]) or psutil.Process(deaf["pid"]).status() == psutil.STATUS_ZOMBIE
    end(tmp_path)  # there is none any more


def test_the_engine_is_stopped_on_the_command_line(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    runtime = home / "run"
    with subprocess.Popen([sys.executable, "-c", OBEDIENT, str(runtime)], stdout=subprocess.PIPE) as engine:
        assert engine.stdout
        state = {"pid": engine.pid, "created": created(psutil.Process(engine.pid)), "stopped": False}
        assert engine.stdout.readline().startswith(b"ready")
        write_state(runtime, state)
        assert cli.main(["services", "stop", "engine"]) == 0
        assert engine.wait(30) == 7
    assert capsys.readouterr().out == "engine is stopped\n"


def test_none_is_started_where_engines_do_not_publish_by_themselves(tmp_path: Path) -> None:
    control = EngineControl(tmp_path / "elsewhere")
    assert not control.offered
    with pytest.raises(UserError, match="is not running") as told:
        control.start()
    assert "smart-intersection up" in told.value.remedy
