"""What an engine without a terminal says while it begins, from its log."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


class Said:
    """What it writes to its log from now on.

    Args:
        log: the file.
        begin: where in it that begins; None for its end as it is now.
    """

    def __init__(self, log: Path, begin: int | None = None) -> None:
        self._log = log
        self._begin = begin if begin is not None else log.stat().st_size if log.is_file() else 0
        self._shown = ""

    def step(self) -> str:
        """What slow thing it has begun to do since the last look; empty if nothing."""
        line = self._last()
        if line == self._shown or not line.startswith("…"):
            return ""
        self._shown = line
        return line

    def why_it_ended(self) -> UserError:
        """The engine's own sentence, if it had one."""
        what, _, remedy = self._last().removeprefix("error: ").partition(" — ")
        return UserError(what or "the engine stopped immediately", remedy or f"check the log: {self._log}")

    def _last(self) -> str:
        try:
            with self._log.open("rb") as file:
                file.seek(0, os.SEEK_END)
                file.seek(min(self._begin, file.tell()))
                lines = file.read().decode("utf-8", "replace").split("\n")[-50:]
        except OSError:
            return ""
        return next((line for line in reversed(lines) if line.strip()), "")
