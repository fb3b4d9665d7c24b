"""PyTorch for the first .pt: asked beforehand with its size, fetched in the background, then the engine goes on."""

from __future__ import annotations

import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.errors import UserError
from qml_app.setup_process import SetupProcess
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from bootstrap.engine_control import EngineControl

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_MODULE: Final = "bootstrap.pytorch"
_LEAST_SECONDS: Final = 2.0  # before that the time left is a guess


@QmlElement
@QmlUncreatable("There is one, made by the application")
class ModelFetch(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What the dialog shows. `state`: "", "looking", "offered", "fetching", "unpacking" or "failed".

    Args:
        control: says when a model needs PyTorch, and goes on when it is there.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    fetched = Signal()  # the model can be read now
    _wanted = Signal(str)

    def __init__(self, control: EngineControl, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._control = control
        self._state, self._model, self._failure = "", "", ""
        self._told: dict[str, Any] = {}
        self._begun = 0.0
        self._pool = Tasks("model", self)
        self._process = SetupProcess(self)
        self._process.told.connect(self._take)
        self._process.ended.connect(self._finish)
        self._wanted.connect(self.ask)
        control.needs_pytorch = self._wanted.emit

    def start(self) -> None:
        """See whether what is to run next waits for PyTorch."""
        self._pool.do(self._look_ahead)

    def stop(self) -> None:
        """End what is under way; the next time goes on from there."""
        self._process.cancel()
        self._pool.waitForDone()

    @Slot(str)
    def ask(self, model: str) -> None:
        """Find out what `model` needs, then have the user asked."""
        if self._state in {"", "failed"}:
            self._model = model
            self._run("looking", "offer")

    @Slot()
    def download(self) -> None:
        """Agreed: fetch it, in the background."""
        self._run("fetching", "fetch")

    @Slot()
    def cancel(self) -> None:
        """Leave it, or end it in the middle."""
        self._process.cancel()
        self._become("")

    def _look_ahead(self) -> None:
        with suppress(UserError):  # what is wrong is told when it is started
            self._control.look_ahead()

    def _run(self, state: str, what: str) -> None:
        self._told, self._failure, self._begun = {**self._told, "arrived": 0}, "", time.monotonic()
        self._process.start_module(_MODULE, [what])
        self._become(state)

    def _take(self, told: dict[str, Any]) -> None:
        self._told.update(told)
        self._failure = str(told.get("failure", self._failure))
        if self._state == "fetching" and told.get("unpacking"):
            self._state = "unpacking"
        self.changed.emit()

    def _finish(self, code: int, words: str) -> None:
        if not self._state:  # cancelled
            return
        if code:
            self._failure = self._failure or words
            self._become("failed")
        elif self._state == "looking":
            self._become("offered")
        else:
            self._become("")
            self.fetched.emit()

    def _become(self, state: str) -> None:
        self._state = state
        self.changed.emit()

    def _get_state(self) -> str:
        return self._state

    def _get_model(self) -> str:
        return self._model

    def _get_failure(self) -> str:
        return self._failure

    def _get_download(self) -> float:
        return float(self._told.get("download", 0))

    def _get_disk(self) -> float:
        return float(self._told.get("disk", 0))

    def _get_useless_cuda(self) -> bool:
        return bool(self._told.get("useless_cuda"))

    def _get_arrived(self) -> float:
        return float(self._told.get("arrived", 0))

    def _get_left(self) -> float:
        seconds, arrived = time.monotonic() - self._begun, self._get_arrived()
        if self._state != "fetching" or seconds < _LEAST_SECONDS or not arrived:
            return -1.0
        return max(0.0, (self._get_download() - arrived) * seconds / arrived)

    state = Property(str, _get_state, notify=changed)
    model = Property(str, _get_model, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
    downloadBytes = Property(float, _get_download, notify=changed)  # noqa: N815 -- as above
    diskBytes = Property(float, _get_disk, notify=changed)  # noqa: N815 -- as above
    uselessCuda = Property(bool, _get_useless_cuda, notify=changed)  # noqa: N815 -- QML's way of writing
    arrived = Property(float, _get_arrived, notify=changed)  # bytes
    left = Property(float, _get_left, notify=changed)  # seconds, below 0 if nobody knows
