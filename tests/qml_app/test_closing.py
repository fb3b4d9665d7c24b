"""Closing the window ends no engine that is not its own, and leaves its own where that is wanted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bootstrap.engine_control import EngineControl
from qml_app.engine import Engine

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.usefixtures("qapp")


class Own:
    """An engine process that this process started."""

    def __init__(self) -> None:
        self.stopped = 0

    def code(self) -> None:
        return None

    def stop(self) -> int:
        self.stopped += 1
        return 0


def control(runtime: Path, own: Any, monkeypatch: pytest.MonkeyPatch, *, runs: bool = True) -> EngineControl:
    made = EngineControl(runtime)
    monkeypatch.setattr(EngineControl, "runs", runs)
    made._own = own
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
