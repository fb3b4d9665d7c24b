"""Keeps what runs for the next start, without waiting for a disk that does not respond."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Final

from bootstrap.effective import write
from core.threads import After, begin

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.effective import Effective

_PATIENCE: Final = 10.0  # seconds


class Keeping:
    """Writes the newest configuration it was given; one that came late to its disk is overtaken by the next.

    Args:
        runtime: where the engine publishes.
        patience: for how many seconds the disk is waited for.
    """

    def __init__(self, runtime: Path, patience: float = _PATIENCE) -> None:
        self._runtime, self._patience = runtime, patience
        self._newest: Effective | None = None
        self._writing = threading.Lock()

    def keep(self, one: Effective | None) -> str | None:
        """Have it written; with None, keep none. Why it could not be, in words; None if it was."""
        self._newest = one
        over, problems = threading.Event(), list[str]()

        def work() -> None:
            try:
                with self._writing:
                    write(self._runtime, self._newest)
            except OSError as error:
                problems.append(str(error.strerror or error))
            finally:
                over.set()

        begin(work, "configuration", after=After.NOTED)
        if not over.wait(self._patience):
            return "the disk does not respond"
        return problems[0] if problems else None
