"""The simulated intersection, started from the app for somebody who has nothing yet, and ended with it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, QThreadPool, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.engine_process import EngineProcess
from core import paths
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Demo(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """An engine on the simulator, as `smart-intersection demo` runs it.

    Args:
        runtime: where the app looks for an engine; only where engines publish by themselves there can be one.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _started = Signal(str)  # why not

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._offered = runtime == paths.runtime_dir()
        self._starting, self._failure = False, ""
        self._engine: EngineProcess | None = None
        self._leaving = threading.Event()
        self._pool = QThreadPool(self)
        self._started.connect(self._finish)

    def stop(self) -> None:
        """End the engine, if it is ours."""
        self._leaving.set()
        if self._engine is not None:
            self._engine.stop()
        self._pool.waitForDone()

    @Slot()
    def start(self) -> None:
        """Start it; the live page shows it when it runs."""
        if self._offered and not self._starting:
            self._starting, self._failure = True, ""
            self.changed.emit()
            self._pool.start(lambda: self._started.emit(self._run()))

    def _run(self) -> str:
        try:
            self._engine = EngineProcess(["--headless", "--realtime"], "simulator")
            if self._leaving.is_set():
                self._engine.stop()
            self._engine.wait_until_running(lambda _: None)
        except (UserError, OSError) as error:
            return str(error)
        return ""

    def _finish(self, failure: str) -> None:
        self._starting, self._failure = False, failure
        self.changed.emit()

    def _get_offered(self) -> bool:
        return self._offered

    def _get_starting(self) -> bool:
        return self._starting

    def _get_failure(self) -> str:
        return self._failure

    offered = Property(bool, _get_offered, constant=True)
    starting = Property(bool, _get_starting, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
