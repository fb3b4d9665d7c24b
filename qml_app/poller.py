"""Looking again and again at something slow, on a thread of its own and only while somebody wants to see it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, Signal

if TYPE_CHECKING:
    from collections.abc import Callable


class Poller(QThread):
    """Calls `look` every `seconds` while active, and emits what it returns; never two calls at a time.

    Args:
        look: reads files and processes; runs on this thread and must not raise.
        seconds: pause between two looks.
        parent: owner, as everywhere in Qt.
    """

    found = Signal(object)

    def __init__(self, look: Callable[[], object], seconds: float, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.seconds = seconds
        self._look = look
        self._active = False
        self._soon = threading.Event()

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

    def run(self) -> None:
        """The thread's life."""
        while not self.isInterruptionRequested():
            self._soon.wait(self.seconds if self._active else None)
            self._soon.clear()
            if self._active and not self.isInterruptionRequested():
                self.found.emit(self._look())

    def stop(self) -> None:
        """End the thread and wait for it."""
        self.requestInterruption()
        self._soon.set()
        self.wait()
