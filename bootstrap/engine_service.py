"""The engine as a service, in the hands of the supervisor that keeps the others alive.

Setup does not define it: on what it runs is for whoever starts it. It is the same supervisor where nothing was set up.
"""

from __future__ import annotations

import os
import re
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.converge.notes import Notes
from bootstrap.effective import kept_in, read, write
from bootstrap.engine_process import ASK_FIRST, is_alive
from bootstrap.engine_said import Said
from bootstrap.files import write_atomic
from bootstrap.layout import Layout, profile_path
from bootstrap.services import control, leader, records
from bootstrap.services.machine import State
from bootstrap.services.process import TAG
from bootstrap.services.records import ENGINE
from core import paths
from core.errors import UserError
from core.live import read_state, state_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.effective import Effective
    from bootstrap.services.control import Status
    from bootstrap.services.spec import ServiceSpec

_START_SECONDS: Final = 300.0  # a model's first export takes its time
_STOP_SECONDS: Final = 20.0
_WRONG: Final = 2  # exit code: an error that the user can fix
_AGAIN_SECONDS: Final = 300.0  # what was wrong may have been mended elsewhere: a port is free, a disk is there
_TICK: Final = 0.05
# What changes where the product keeps its things, and how its libraries work. A camera's address is not among them.
_TAKEN: Final = re.compile(
    r"XDG_(DATA|CONFIG|CACHE|STATE)_HOME|XDG_RUNTIME_DIR|SMART_INTERSECTION_(?!SOURCE)\w+|PYTHON\w+|LD_PRELOAD"
    r"|(ULTRALYTICS|YOLO|OMP|MKL|OPENBLAS|OPENCV|OPENVINO|OV|ORT|CUDA|NVIDIA|MALLOC)_\w+"
)
_RESTING: Final = {State.STOPPED, State.EXITED, State.BACKOFF}


def keeper() -> Layout:
    """Whose supervisor keeps the engine: that of the installation in use, or the one there would be."""
    return Layout(profile_path().parent)


def log_file() -> Path:
    """Where an engine without a terminal writes its log."""
    return records.log_path(keeper(), ENGINE)


def definition() -> ServiceSpec:
    """The engine of whoever asks: what it runs on is read when it begins."""
    from bootstrap.services.spec import Policy, ServiceSpec, StateProbe  # noqa: PLC0415 -- pydantic; windows wait for it

    taken = {name: value for name, value in os.environ.items() if _TAKEN.fullmatch(name) and name != TAG}
    path = os.pathsep.join(filter(None, (os.environ.get("PYTHONPATH"), str(leader.ROOT))))
    return ServiceSpec(
        name=ENGINE,
        title="Engine",
        command=[sys.executable, "-m", "bootstrap.kept"],
        heeds=kept_in(paths.runtime_dir()),
        ready=StateProbe(path=state_path(paths.runtime_dir())),
        env={**taken, "PYTHONPATH": path, ASK_FIRST: "1"},
        cwd=Path(Path.cwd().anchor),
        policy=Policy(
            start_seconds=_START_SECONDS,
            stop_seconds=_STOP_SECONDS,
            sick_seconds=5.0,
            first_backoff=0.05,
            probe_period=2.0,
            failures=2,
            hopeless=_WRONG,
            again_seconds=_AGAIN_SECONDS,
            ends=True,
        ),
    )


def define() -> None:
    """Make it known to its supervisor, as it is to be started from here.

    Raises:
        OSError: it cannot be written.
    """
    layout = keeper()
    for folder in (layout.prefix, layout.services, layout.run, layout.logs):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path, text = records.definition_path(layout, ENGINE), definition().text()
    if not path.is_file() or path.read_text("utf-8") != text:
        write_atomic(path, text, 0o600)


def begin(one: Effective, show: Callable[[str], None], leaving: Callable[[], bool] = lambda: False) -> None:
    """Have it run on `one`, and return once it tells its state; what ran before stays kept if `one` cannot run.

    Args:
        one: the configuration.
        show: told what slow thing it is doing.
        leaving: whether nobody wants it any more.

    Raises:
        UserError: it ended instead, or says nothing; then it is not tried again.
    """
    runtime = paths.runtime_dir()
    before = read(runtime)
    try:
        write(runtime, one)
    except OSError as error:
        raise _no_room(error) from error
    try:
        start(show, leaving)
    except BaseException:
        write(runtime, before)
        raise


def start(show: Callable[[str], None], leaving: Callable[[], bool] = lambda: False) -> None:
    """Have it run on what is kept as the effective configuration, and return once it tells its state.

    Args:
        show: told what slow thing it is doing.
        leaving: whether nobody wants it any more.

    Raises:
        UserError: it ended instead, or says nothing; then it is not tried again.
    """
    layout = keeper()
    try:
        define()
        said = Said(log_file())
        there = status()
        control.start(layout, ENGINE, anew=there is None or there.pid is None)
        _wait(said, show, leaving)
    except OSError as error:
        raise _no_room(error) from error
    except BaseException:
        stop()
        raise


def _no_room(error: OSError) -> UserError:
    return UserError(f"the engine cannot be started: {error}", "fix this, then try again")


def status() -> Status | None:
    """How its supervisor has it; None if it does not know it."""
    return next((one for one in control.status(keeper()) if one.name == ENGINE), None)


def why_ended() -> str:
    """Why it failed, while it waits to be started again or was given up; empty if it did not, or nobody knows yet."""
    one = status()
    failed = one is not None and one.state in {State.BACKOFF, State.EXITED} and one.reason != control.JUST_GONE
    return one.reason if one is not None and failed else ""


def stop() -> None:
    """End it, politely and then by force, and start it no more; nothing if it is not kept here.

    Raises:
        UserError: it does not end.
    """
    layout = keeper()
    if ENGINE not in records.names(layout):
        return
    control.stop(layout, ENGINE, _STOP_SECONDS + 15.0)
    if not records.installed(layout) and Notes(layout.notes).get("services", "autostart") is not True:
        control.stop_all(layout)  # its supervisor has nobody else to keep


def _wait(said: Said, show: Callable[[str], None], leaving: Callable[[], bool]) -> None:
    give_up = time.monotonic() + _START_SECONDS
    while time.monotonic() < give_up and not leaving():
        one, state = status(), read_state(paths.runtime_dir())
        if one and one.pid and is_alive(state):
            return
        if one is None or one.state in _RESTING:
            raise said.why_it_ended()
        if line := said.step():
            show(line)
        time.sleep(_TICK)
    raise UserError("the engine does not start", f"check the log: {log_file()}")
