"""The settings page's view model: the configuration file, what is being changed in it, and what is wrong with that."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.effective import from_file
from bootstrap.engine_control import EngineControl
from core.errors import UserError
from qml_app.attempt import why_not
from qml_app.poller import Poller
from qml_app.settings_calibration import CalibrationEditor
from qml_app.settings_cameras import CameraList
from qml_app.settings_engine import told
from qml_app.settings_file import Opened, config_path, open_config, save
from qml_app.settings_form import Form
from qml_app.settings_governing import SignalEditor
from qml_app.settings_scene import SceneEditor
from qml_app.settings_view import SceneView
from qml_app.workers import Tasks

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS = 1.0


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Configuration(Form):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The file that the engine reads, as a form.

    Args:
        runtime: where the engine publishes.
        given: the file from the command line.
        engine: starts an engine on the file.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _opened = Signal(object)  # Opened
    _saved = Signal(object, str)  # Opened or None, why it failed
    _applied = Signal(str)  # why it failed

    def __init__(
        self,
        runtime: Path,
        given: Path | None = None,
        engine: EngineControl | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._runtime, self._given = runtime, given
        self._file: Opened | None = None
        self._busy, self._failure, self._pending, self._then_apply = "", "", False, False
        self._state: dict[str, Any] = {}
        self._revision = 0
        self._cameras = CameraList(self.draft, self)
        self._view = SceneView(runtime, self.draft, self)
        self._scene = SceneEditor(self.draft, self._view, self)
        self._signals = SignalEditor(self.draft, self._scene, self)
        self._calibration = CalibrationEditor(self.draft, self._view, self)
        self._engine = engine or EngineControl(runtime, given)
        self._pool = Tasks("settings", self, in_order=True)
        self.draft.changed.connect(self._tell)
        self._opened.connect(self._take)
        self._saved.connect(self._keep)
        self._applied.connect(self._finish)
        self._running = False
        self._poller = Poller(lambda: told(runtime), _SECONDS, self, name="settings")
        self._poller.found.connect(self._hear)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking; what is being saved is saved, and an engine that was started here ends."""
        self._poller.stop()
        self._view.stop()
        self._cameras.stop()
        self._calibration.stop()
        self._engine.stop()  # one that is still starting is not waited for
        self._pool.waitForDone()

    @Slot()
    def reload(self) -> None:
        """Read the file again; what was changed here is lost."""
        self._begin("reading")
        runtime, given = self._runtime, self._given
        self._pool.do(
            lambda: self._opened.emit(_open(runtime, given)),
            lambda why: self._opened.emit(Opened(config_path(runtime, given), problem=why)),
        )

    def _take(self, opened: Opened) -> None:
        self._file, self._busy, self._failure = opened, "", ""
        self.draft.begin(opened.value or {}, opened.path.parent)

    @Slot()
    def save(self) -> None:
        """Write what was changed, if it is fit to run."""
        opened, value = self._file, self.draft.value
        if opened is None or self._busy or self.draft.problems:
            return
        self._begin("saving")
        self._pool.do(lambda: self._saved.emit(*_save(opened, value)), lambda why: self._saved.emit(None, why))

    def _keep(self, opened: Opened | None, failure: str) -> None:
        self._busy, self._failure = "", failure
        if opened is not None and opened.value is not None:
            self._file, self._pending = opened, True
            self.draft.keep(opened.value)
        self._tell()
        wanted, self._then_apply = self._then_apply and not failure, False
        if wanted:
            self.apply()

    @Slot()
    def apply(self) -> None:
        """Have the engine run on the file; what was changed is saved first."""
        if self._get_saveable():
            self._then_apply = True
            self.save()
        if self._file is None or self._busy:
            return
        path = self._file.path
        self._begin("starting")
        self._pool.do(
            lambda: self._applied.emit(why_not(lambda: self._engine.run(from_file(path)))), self._applied.emit
        )

    def _finish(self, failure: str) -> None:
        self._busy, self._failure, self._pending = "", failure, bool(failure)
        self._tell()

    def _hear(self, told: tuple[dict[str, Any], bool]) -> None:
        """What the engine says of itself; after `apply` it is a new one once it has begun at another time."""
        if told == (self._state, self._running):
            return
        self._state, self._running = told
        self._follow()
        self._tell()

    def _follow(self) -> None:
        """Edit the file that the engine runs on, unless something here would be lost."""
        other = self._running and self._state.get("config") not in (None, self._get_path())
        if other and self._file is not None and not self.draft.dirty and not self._pending and not self._busy:
            self.reload()

    def _begin(self, busy: str) -> None:
        self._busy, self._failure = busy, ""
        self._tell()

    def _tell(self) -> None:
        self._revision += 1
        self.changed.emit()

    @Slot()
    def undo(self) -> None:
        """Take the last change back."""
        self.draft.undo()

    @Slot()
    def redo(self) -> None:
        """Make the change again that was taken back."""
        self.draft.redo()

    @Slot(str)
    def select(self, name: str) -> None:
        """Edit another camera."""
        names = self._cameras.names()
        if name in names and names.index(name) != self.draft.camera:
            self.draft.camera = names.index(name)
            self.draft.changed.emit()

    def _get_status(self) -> str:
        """Loading, broken (the file is no configuration) or ready."""
        if self._file is None:
            return "loading"
        return "broken" if self._file.problem else "ready"

    def _get_problem(self) -> str:
        return self._file.problem if self._file else ""

    def _get_path(self) -> str:
        return str(self._file.path) if self._file else ""

    def _get_shown_path(self) -> str:
        """As people write it: short where it is below their home."""
        path, home = Path(self._get_path()), Path.home()
        return str(Path("~") / path.relative_to(home)) if path.is_relative_to(home) else self._get_path()

    def _get_fresh(self) -> bool:
        return self._file is not None and self._file.fresh

    def _get_used(self) -> bool:
        return self._running and self._file is not None and str(self._file.path) == self._state.get("config")

    def _get_running(self) -> bool:
        return self._running

    def _get_dirty(self) -> bool:
        return self.draft.dirty

    def _get_undoable(self) -> bool:
        return self.draft.undoable

    def _get_redoable(self) -> bool:
        return self.draft.redoable

    def _get_saveable(self) -> bool:
        fit = self._file is not None and not self._busy and not self.draft.problems
        return fit and (self.draft.dirty or self._get_fresh())

    def _get_pending(self) -> bool:
        """Whether the engine has yet to read what is in the file."""
        return self._pending or (self._get_used() and bool(self._state.get("older")))

    def _get_busy(self) -> str:
        return self._busy

    def _get_failure(self) -> str:
        return self._failure

    def _get_revision(self) -> int:
        return self._revision

    def _get_camera(self) -> str:
        names = self._cameras.names()
        return names[self.draft.camera] if self.draft.camera < len(names) else ""

    def _get_place(self) -> str:
        return f"cameras[{self.draft.camera}]"

    def _get_active(self) -> bool:
        return self._poller.active

    def _set_active(self, active: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._poller.active = active
        self._view.watch(active=active)
        if active and self._file is None and not self._busy:
            self.reload()

    def _get_mistakes(self) -> int:
        return len(self.draft.problems)

    def _get_mistake(self) -> str:
        """Where the first of them is."""
        first = next(iter(self.draft.problems), None)
        return first.key if first else ""

    def _get_cameras(self) -> QObject:
        return self._cameras

    def _get_view(self) -> QObject:
        return self._view

    def _get_scene(self) -> QObject:
        return self._scene

    def _get_signals(self) -> QObject:
        return self._signals

    def _get_calibration(self) -> QObject:
        return self._calibration

    status = Property(str, _get_status, notify=changed)
    fileProblem = Property(str, _get_problem, notify=changed)  # noqa: N815 -- QML's convention
    path = Property(str, _get_path, notify=changed)
    shownPath = Property(str, _get_shown_path, notify=changed)  # noqa: N815 -- QML's convention
    fresh = Property(bool, _get_fresh, notify=changed)
    used = Property(bool, _get_used, notify=changed)
    running = Property(bool, _get_running, notify=changed)
    dirty = Property(bool, _get_dirty, notify=changed)
    undoable = Property(bool, _get_undoable, notify=changed)
    redoable = Property(bool, _get_redoable, notify=changed)
    saveable = Property(bool, _get_saveable, notify=changed)
    pending = Property(bool, _get_pending, notify=changed)
    busy = Property(str, _get_busy, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
    revision = Property(int, _get_revision, notify=changed)
    camera = Property(str, _get_camera, notify=changed)
    place = Property(str, _get_place, notify=changed)
    active = Property(bool, _get_active, _set_active)
    mistakes = Property(int, _get_mistakes, notify=changed)
    mistake = Property(str, _get_mistake, notify=changed)
    cameras = Property(CameraList, _get_cameras, constant=True)
    view = Property(SceneView, _get_view, constant=True)
    scene = Property(SceneEditor, _get_scene, constant=True)
    signals = Property(SignalEditor, _get_signals, constant=True)
    calibration = Property(CalibrationEditor, _get_calibration, constant=True)


def _open(runtime: Path, given: Path | None) -> Opened:
    """The file; what checking it needs is loaded here, where nobody waits for it."""
    import core.ground_plane  # noqa: F401, PLC0415 -- loads OpenCV

    return open_config(runtime, given)


def _save(opened: Opened, value: dict[str, Any]) -> tuple[Opened | None, str]:
    try:
        return save(opened, value), ""
    except UserError as error:
        return None, str(error)
