"""Closing the window ends no engine that is not its own, and leaves its own where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import psutil
import pytest

from bootstrap.engine_control import EngineControl
from core.live import write_state
from core.processes import Identity, created
from qml_app.engine import Engine

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


class Own:
    """What was done to the engine that this process started."""

    def __init__(self) -> None:
        self.stopped = 0

    def stop(self) -> None:
        self.stopped += 1


def control(runtime: Path, own: Own | None, monkeypatch: pytest.MonkeyPatch, *, runs: bool = True) -> EngineControl:
    made = EngineControl(runtime)
    monkeypatch.setattr(EngineControl, "counts", runs)
    monkeypatch.setattr("bootstrap.engine_control._living", lambda _: {} if runs else None)
    if own is not None:
        monkeypatch.setattr("bootstrap.engine_service.stop", own.stop)
    made._own = own is not None
    return made


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ({"runs", "owned"}, True),  # `up` started it
        ({"runs", "started"}, True),  # this window did
        ({"runs"}, False),  # somebody else's is never asked about
        ({"owned"}, False),
    ],
)
def test_only_an_engine_that_would_end_with_the_window_is_asked_about(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, case: set[str], *, expected: bool
) -> None:
    own = Own() if "started" in case else None
    engine = Engine(control(runtime, own, monkeypatch, runs="runs" in case), owned="owned" in case)
    assert engine.endsWithWindow is expected
    engine.stop()


@pytest.mark.parametrize(
    ("cameras", "expected"),
    [
        ([], True),  # an engine that has only just begun
        ([{"state": "running"}], True),
        ([{"state": "reconnecting"}], True),
        ([{"state": "running", "playback": {"mode": "count", "playing": False}}], True),  # held, not over
        ([{"state": "running", "playback": {"mode": "preview", "playing": True}}], False),
        ([{"state": "ended", "playback": {"mode": "count"}}], False),
        ([{"state": "ended", "playback": {"mode": "count"}}, {"state": "running"}], True),
    ],
)
def test_nothing_is_asked_where_nothing_counts_any_more(
    runtime: Path, cameras: list[dict[str, Any]], *, expected: bool
) -> None:
    me = psutil.Process()
    told = {f"cam-{number}": camera for number, camera in enumerate(cameras)}
    write_state(runtime, {"pid": me.pid, "created": created(me), "cameras": told})
    engine = Engine(EngineControl(runtime), owned=True)
    assert engine.endsWithWindow is expected
    engine.stop()


@pytest.mark.parametrize("left", [True, False])
def test_what_is_left_is_not_stopped_with_the_window(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, *, left: bool
) -> None:
    own = Own()
    engine = Engine(control(runtime, own, monkeypatch), owned=True)
    engine.leave(left)
    engine.stop()
    assert engine.left is left
    assert own.stopped == int(not left)


@pytest.mark.parametrize(("killed", "left", "ended"), [(True, False, 1), (True, True, 0), (False, False, 0)])
def test_a_window_whose_command_was_killed_ends_the_engine_in_its_place(
    runtime: Path, monkeypatch: pytest.MonkeyPatch, *, killed: bool, left: bool, ended: int
) -> None:
    made = control(runtime, None, monkeypatch)
    ends: list[EngineControl] = []
    monkeypatch.setattr(made, "end", lambda: ends.append(made))
    engine = Engine(made, owned=True)
    if killed:
        engine._opener = Identity(engine._opener.pid, "another time") if engine._opener else None
    engine.leave(left)
    engine.stop()
    assert len(ends) == ended
