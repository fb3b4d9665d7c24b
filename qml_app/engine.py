"""The engine as something to be started, restarted and stopped, from wherever in the app."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.processes import Identity
from qml_app.attempt import why_not
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.engine_control import EngineControl

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Engine(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """One thing at a time, on a thread of its own.

    An engine that was started here, or by the command that opened the window, ends with the window unless it is left.

    Args:
        control: does it.
        owned: whether the command that opened the window ends its engine with it.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    halted = Signal()  # it has been stopped here
    _done = Signal(str)  # why not

    def __init__(self, control: EngineControl, *, owned: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._control, self._owned = control, owned
        self._opener = Identity.of(os.getppid())
        self.left = False  # whether it goes on when the window is gone
        self._doing, self._failure, self._followed = "", "", ""
        #: What is being done to it from elsewhere in the window, by what is opened or mended there; empty for nothing.
        self.elsewhere: Callable[[], str] = lambda: ""
        #: Why the last restart from elsewhere failed.
        self.failed_elsewhere: Callable[[], str] = lambda: ""
        self._pool = Tasks("engine", self)
        self._done.connect(self._finish)

    def stop(self) -> None:
        """End the engine, if it is ours and was not left; whoever opened the window may be gone."""
        self._control.stop()
        self._pool.waitForDone()
        if self._owned and not self.left and not (self._opener and self._opener.alive()):
            why_not(self._control.end)

    @Slot(bool)
    def leave(self, left: bool) -> None:  # noqa: FBT001 -- QML names no arguments
        """Have the engine go on when the window is gone, or end with it."""
        self.left = left
        if left:
            self._control.leave()

    @Slot()
    def follow(self) -> None:
        """Something was told of an engine: while it is dealt with elsewhere, or was until now, that is news here."""
        doing = self.elsewhere()
        if doing != self._followed:
            self._failure = self.failed_elsewhere() if self._followed == "restart" else ""
            self._followed = doing
            self.changed.emit()

    def _get_ends(self) -> bool:
        """Whether an engine counts that would end with the window."""
        return self._control.counts and (self._owned or self._control.owns)

    @Slot()
    def start(self) -> None:
        """Start it as it ran last."""
        self._do("start", self._control.start)

    @Slot()
    def simulate(self) -> None:
        """Start it on the simulated intersection."""
        self._do("start", self._control.simulate)

    @Slot()
    def resume(self) -> None:
        """Start what had to wait for its model."""
        self._do("start", self._control.resume)

    @Slot()
    def restart(self) -> None:
        """Have it begin again."""
        self._do("restart", self._control.restart)

    @Slot()
    def halt(self) -> None:
        """Stop it, whoever started it."""
        self._do("stop", self._control.end)

    def _do(self, what: str, act: Callable[[], None]) -> None:
        if self._doing:
            return
        self._doing, self._failure = what, ""
        self.changed.emit()
        self._pool.do(lambda: self._done.emit(why_not(act)), self._done.emit)

    def _finish(self, failure: str) -> None:
        done, self._doing, self._failure = self._doing, "", failure
        self.changed.emit()
        if done == "stop" and not failure:
            self.halted.emit()

    @property
    def busy(self) -> bool:
        """Whether it is being started, restarted or stopped by the user's wish."""
        return bool(self._get_doing())

    def _get_offered(self) -> bool:
        return self._control.offered

    def _get_doing(self) -> str:
        return self._doing or self.elsewhere()

    def _get_failure(self) -> str:
        return self._failure

    endsWithWindow = Property(bool, _get_ends)  # noqa: N815 -- QML's convention
    offered = Property(bool, _get_offered, constant=True)
    doing = Property(str, _get_doing, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
