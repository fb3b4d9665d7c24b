"""Playing a recording in the window: what the play bar asks the engine for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.playback import Command, ask
from qml_app.attempt import why_not
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Player(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """Hands wishes to the engine, in the order they were made, without waiting for it.

    Args:
        runtime: where the engine publishes.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _asked = Signal(str)  # why not

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._runtime = runtime
        self._failure = ""
        self._pool = Tasks("player", self, in_order=True)
        self._asked.connect(self._take)

    def stop(self) -> None:
        """Let what was asked be written."""
        self._pool.waitForDone()

    @Slot(str)
    def play(self, camera: str) -> None:
        """Let the pictures move."""
        self._ask(camera, Command("play"))

    @Slot(str)
    def pause(self, camera: str) -> None:
        """Hold the picture."""
        self._ask(camera, Command("pause"))

    @Slot(str, int)
    def step(self, camera: str, frames: int) -> None:
        """Show the next picture (1) or the one before (-1)."""
        self._ask(camera, Command("step", frames))

    @Slot(str, float)
    def seek(self, camera: str, seconds: float) -> None:
        """Show what was recorded `seconds` after the beginning of the first file."""
        self._ask(camera, Command("seek", max(0.0, seconds)))

    @Slot(str, float)
    def speed(self, camera: str, factor: float) -> None:
        """Play so many times as fast as it was recorded; 0 for as fast as it can be done."""
        self._ask(camera, Command("speed", factor))

    @Slot(str)
    def count(self, camera: str) -> None:
        """Count from the first picture to the last."""
        self._ask(camera, Command("count"))

    @Slot(str)
    def preview(self, camera: str) -> None:
        """Go back to looking, without counting."""
        self._ask(camera, Command("preview"))

    def _ask(self, camera: str, command: Command) -> None:
        self._pool.do(lambda: self._asked.emit(why_not(lambda: ask(self._runtime, camera, command))), self._asked.emit)

    def _take(self, failure: str) -> None:
        if failure != self._failure:
            self._failure = failure
            self.changed.emit()

    def _get_failure(self) -> str:
        return self._failure

    failure = Property(str, _get_failure, notify=changed)
