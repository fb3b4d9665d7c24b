"""What the engine runs on, and whether it lives: looked at from outside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.effective import Effective, read, stamp
from bootstrap.engine_process import is_alive
from core.live import read_state

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of it.

    Attributes:
        running: whether an engine lives.
        stamp: of what was kept last, larger for what is newer; 0 for none.
        one: what was kept last.
    """

    running: bool = False
    stamp: int = 0
    one: Effective | None = None


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
        running, when = is_alive(read_state(self._runtime)), stamp(self._runtime)
        one = self._last.one if when == self._last.stamp else read(self._runtime)
        self._last = Told(running, when, one)
        return self._last
