"""Looking again and again at something slow, on a thread of its own and only while somebody wants to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from qml_app.workers import PATIENCE, Worker

if TYPE_CHECKING:
    from collections.abc import Callable


class Poller(Worker):
    """Calls `look` every `seconds` while active, and emits what it returns; never two calls at a time.

    Args:
        look: reads files and processes; runs on this thread.
        seconds: pause between two looks.
        parent: owner, as everywhere in Qt.
        name: by which its faults are told.
        patience: seconds that a look may take before it is said to hang.
    """

    found = Signal(object)

    def __init__(
        self,
        look: Callable[[], object],
        seconds: float,
        parent: QObject | None = None,
        *,
        name: str = "window",
        patience: float = PATIENCE,
    ) -> None:
        super().__init__(name, parent, patience)
        self.seconds = seconds
        self._look = look
        self._active = False

    @property
    def active(self) -> bool:
        """Whether somebody wants to see it."""
        return self._active

    @active.setter
    def active(self, active: bool) -> None:
        self._active = active
        self._soon.set()

    def hurry(self) -> None:
        """Look again now."""
        self._soon.set()

    def turn(self) -> float | None:
        """One look, if somebody wants to see it or the last one failed."""
        if self._active or self.failing:
            self.found.emit(self._look())
        return self.seconds if self._active else None
