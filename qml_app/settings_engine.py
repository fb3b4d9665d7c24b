"""What the engine runs on, and whether it lives: looked at from outside."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bootstrap.effective import Effective, read, stamp
from bootstrap.engine_process import is_alive
from core.live import read_state
from qml_app import settings_tree as tree
from qml_app.state import engine_status

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of it.

    Attributes:
        running: whether an engine lives.
        responding: whether it tells of itself as often as it should.
        stamp: of what was kept last, larger for what is newer; 0 for none.
        one: what was kept last.
        unassigned: classes that the models of its cameras know and that are not counted; none while it does not live.
    """

    running: bool = False
    responding: bool = False
    stamp: int = 0
    one: Effective | None = None
    unassigned: tuple[str, ...] = ()


class Watcher:
    """Reads what runs only when it has changed.

    Args:
        runtime: where the engine publishes.
    """

    def __init__(self, runtime: Path) -> None:
        self._runtime = runtime
        self._last = Told()

    def look(self) -> Told:
        """As it is now. Never raises."""
        state, when = read_state(self._runtime), stamp(self._runtime)
        running = is_alive(state)
        responding = engine_status(state, time.time(), alive=running).code == "running"
        one = self._last.one if when == self._last.stamp else read(self._runtime)
        self._last = Told(running, responding, when, one, _unassigned(state) if running else ())
        return self._last


def _unassigned(state: Any) -> tuple[str, ...]:  # noqa: ANN401 -- read from a file
    """Each class once, in the order of the cameras."""
    cameras = tree.at(state, ("cameras",), {})
    every = [tree.at(one, ("detector", "unassigned"), ()) for one in cameras.values()]
    return tuple(dict.fromkeys(str(name) for names in every for name in names))
