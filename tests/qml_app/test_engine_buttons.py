"""The engine is started, restarted and stopped in the window, as it ran last."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from engine_stand_in import camera_state, state

from bootstrap.effective import effective, write
from bootstrap.engine_process import is_alive
from core.live import read_state, write_state

if TYPE_CHECKING:
    from pathlib import Path

    from conftest import Look

GONE = 2**22 + 1  # no process has this id


def was_killed(runtime: Path) -> None:
    """An engine on the simulator has published here, and is no more."""
    source = "simulator:crossroads"
    write(runtime, effective(None, "simulator", None))
    write_state(
        runtime, state({"cam-1": camera_state()}, pid=GONE, updated=time.time() - 60, config=None, source=source)
    )


def test_after_its_engine_was_killed_nobody_is_told_that_nothing_is_set_up(
    look: Look, runtime: Path, tmp_path: Path
) -> None:
    was_killed(runtime)
    home = {"SMART_INTERSECTION_HOME": str(tmp_path)}
    told = "see The engine is not running. Nothing is being counted."
    offered = "lack Nothing is set up;lack Try the simulated intersection;click Start engine"
    started = look("engine-started-on-live", "Engine running", action=f"{told};{offered}", **home)
    assert "Start engine" not in started.texts
    now = read_state(runtime) or {}
    assert (now["effective"]["kind"], now["site"]) == ("simulator", "simulated-intersection")
    assert not is_alive(now)  # it ended with the window


def test_on_the_services_page_the_engine_is_started_restarted_and_stopped(
    look: Look, runtime: Path, tmp_path: Path
) -> None:
    was_killed(runtime)
    steps = "press Ctrl+4;click Start;click Restart;see restarting;click Stop"
    seen = look("engine-stopped-on-services", "stopped", action=steps, SMART_INTERSECTION_HOME=str(tmp_path))
    assert "Start" in seen.texts
    assert "Stop" not in seen.texts
    now = read_state(runtime) or {}
    assert now["stopped"] is True
    assert now["pid"] != GONE


def test_an_engine_of_somewhere_else_is_not_started(look: Look, runtime: Path) -> None:
    was_killed(runtime)
    seen = look("engine-elsewhere", "last known")
    assert "Start engine" not in seen.texts
