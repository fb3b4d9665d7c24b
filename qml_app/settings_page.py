"""The settings page's view model: what the engine runs on as a form, applied as it is changed, saved when wanted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QTimer, QUrl, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.effective import stamp
from bootstrap.engine_control import EngineControl
from core.errors import UserError
from qml_app.attempt import told, why_not
from qml_app.poller import Poller
from qml_app.settings_engine import Told, Watcher
from qml_app.settings_file import Opened, baseline, default_file, edited, open_config, save
from qml_app.settings_form_editors import Editors
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.effective import Effective

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS: Final = 1.0
_BLAMED: Final = re.compile(r"camera '([^']+)': (.+)")
_TYPING_MS: Final = 250  # changes that follow one another faster reach the engine together


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Configuration(Editors):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What the engine runs on, or would be started on.

    Whatever is changed and can run reaches the engine at once; saving decides which file keeps it.

    Args:
        runtime: where the engine publishes.
        given: the file from the command line, for where no engine ever ran.
        engine: has an engine run on it.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    fileNeeded = Signal()  # noqa: N815 -- QML's convention; nobody has said yet where to save
    saved = Signal()
    _opened = Signal(object)  # Opened
    _written = Signal(object, str)  # Effective or None, why it failed
    _applied = Signal(object, str)  # Effective, why it failed

    def __init__(
        self,
        runtime: Path,
        given: Path | None = None,
        engine: EngineControl | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(runtime, parent)
        self._runtime, self._given = runtime, given
        self._file: Opened | None = None
        self._busy, self._failure = "", ""
        self._trying: dict[str, Any] | None = None  # the values that are on their way to the engine
        self._refused: dict[str, Any] | None = None  # those that it would not run on
        self._asked = False  # whether it was to start while something else was on its way
        self._told, self._stamp = Told(), 0
        self._revision = 0
        self._engine = engine or EngineControl(runtime, given)
        self._pool = Tasks("settings", self, in_order=True)
        self._soon = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._soon.timeout.connect(self._apply)
        self.draft.changed.connect(self._edit)
        self._opened.connect(self._take)
        self._written.connect(self._keep)
        self._applied.connect(self._finish)
        self._poller = Poller(Watcher(runtime).look, _SECONDS, self, name="settings")
        self._poller.found.connect(self._hear)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking; what is being saved is saved, and an engine that was started here ends."""
        self._poller.stop()
        super().stop()
        self._engine.stop()  # one that is still starting is not waited for
        self._pool.waitForDone()

    @Slot()
    def reload(self) -> None:
        """Read again what runs, or the file where nothing does; what could not be applied here is lost."""
        self._begin("reading")
        runtime, given = self._runtime, self._given
        self._pool.do(
            lambda: self._opened.emit(_open(runtime, given)),
            lambda why: self._opened.emit(Opened(problem=why)),
        )

    def _take(self, opened: Opened) -> None:
        self._busy, self._failure, self._refused = "", "", None
        self._stamp = max(self._stamp, self._told.stamp)
        self._file = opened
        one = opened.one
        self.draft.begin(one.value if one else {}, one.folder if one else Path(), baseline(one) if one else None)

    @Slot()
    def save(self) -> None:
        """Write what was changed into its file, if it is fit to run; without a file, ask for one."""
        if not self._get_saveable():
            return
        if self._one is None or self._one.file is None:
            self.fileNeeded.emit()
        else:
            self._save(None, usual=None)

    @Slot(str, bool)
    def saveAs(self, file: str, usual: bool) -> None:  # noqa: N802, FBT001 -- QML names no arguments
        """Write it into this file from now on; `usual`: whether `up` without options takes it."""
        if self._get_fit() and file.strip():
            self._save(Path(file.strip()), usual=usual)

    def _save(self, file: Path | None, *, usual: bool | None) -> None:
        one, value = self._one, self.draft.finished
        if one is None:
            return
        self._begin("saving")
        self._pool.do(
            lambda: self._written.emit(*self._write(one, value, file, usual)), lambda why: self._written.emit(None, why)
        )

    def _write(
        self,
        one: Effective,
        value: dict[str, Any],
        file: Path | None,
        usual: bool | None,  # noqa: FBT001 -- as saved
    ) -> tuple[Effective | None, str]:
        """Save, and have the engine know which file it is; on a thread of its own."""
        try:
            kept = save(edited(one, value), file, every_start=usual)
        except UserError as error:
            return None, str(error)
        return kept, why_not(lambda: self._engine.keep(kept))

    def _keep(self, kept: Effective | None, failure: str) -> None:
        self._busy, self._failure = "", failure
        if kept is not None:
            self._adopt(kept)
            self.draft.keep(kept.value, kept.folder)
            self.saved.emit()
        self._edit()  # what was changed meanwhile

    def _adopt(self, one: Effective) -> None:
        """This is what runs now."""
        self._file, self._stamp = Opened(one), stamp(self._runtime)

    def _edit(self) -> None:
        """What was changed and can run reaches the engine soon."""
        if self.draft.settings is not None and self._waits() and not self._soon.isActive():
            self._soon.start()
        self._tell()

    def _waits(self) -> bool:
        """Whether the engine has yet to take over what stands here."""
        value = self.draft.finished
        return self._one is not None and value not in (self._one.value, self._refused)

    def _apply(self) -> None:
        # Not while it is being saved: what was given then would not know of the file as it is afterwards.
        if self._trying is None and not self._busy and self.draft.settings is not None and self._waits():
            self._give(self._engine.keep)

    @Slot()
    def start(self) -> None:
        """Have an engine run on it; one that refused it tries again. What is being given to it comes first."""
        self._asked = self._trying is not None
        if not self._asked and self._get_fit():
            self._busy = "" if self._told.running else "starting"
            self._give(self._engine.run)

    def _give(self, to: Callable[[Effective], None]) -> None:
        one, value = self._one, self.draft.finished
        if one is None:
            return
        self._trying, self._failure = value, ""
        self._tell()
        self._pool.do(lambda: self._applied.emit(*_give(one, value, to)), lambda why: self._applied.emit(one, why))

    def _finish(self, one: Effective, failure: str) -> None:
        tried, self._trying, self._failure = self._trying, None, failure
        self._refused = tried if failure else None
        self._busy = "" if self._busy == "starting" else self._busy
        if not failure:
            self._adopt(one)
        if self._asked:
            self.start()
        else:
            self._edit()  # what was changed meanwhile

    def _hear(self, told: Told) -> None:
        """What is known of the engine; it may have been given something else to run on from elsewhere."""
        if told == self._told:
            return
        self._told = told
        self._names.take(told.unassigned)
        newer = told.one is not None and told.stamp > self._stamp
        if newer and self._file is not None and not (self._get_applying() or self._busy):
            self._stamp = told.stamp
            if told.one != self._one:
                self._take(Opened(told.one))
        self._tell()

    def _begin(self, busy: str) -> None:
        self._busy, self._failure = busy, ""
        self._tell()

    def _tell(self) -> None:
        self._revision += 1
        self.changed.emit()

    @property
    def _one(self) -> Effective | None:
        return self._file.one if self._file else None

    @Slot(str, result="QVariantMap")
    def refusal(self, key: str) -> dict[str, Any]:
        """As of any form; what the engine says of a camera stands at its source."""
        found = super().refusal(key)
        blamed = _BLAMED.match(self._failure)
        if found or blamed is None or blamed[1] not in self._cameras.names():
            return found
        here = key == f"cameras[{self._cameras.names().index(blamed[1])}].source"
        return {"kind": "engine", "limit": None, "words": blamed[2]} if here else found

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
        return "ready" if self._file.one else "broken"

    def _get_problem(self) -> str:
        return self._file.problem if self._file else ""

    def _get_path(self) -> str:
        return str(self._one.file) if self._one and self._one.file else ""

    def _get_shown_path(self) -> str:
        return _shown(self._get_path())

    def _get_default_path(self) -> str:
        return self._get_path() or str(default_file())

    @Slot(str, result=bool)
    def exists(self, file: str) -> bool:
        """Whether saving there replaces another file."""
        path = Path(file.strip()).expanduser()
        return bool(file.strip()) and str(path) != self._get_path() and path.is_file()

    @Slot(QUrl, result=str)
    def localPath(self, address: QUrl) -> str:  # noqa: N802 -- QML's convention
        """The path of a file that was chosen in a dialog, as this system writes it."""
        return str(Path(address.toLocalFile())) if address.isLocalFile() else ""

    def _get_running(self) -> bool:
        return self._told.running

    def _get_responding(self) -> bool:
        return self._told.responding

    def _get_applying(self) -> bool:
        return self._trying is not None or self._soon.isActive()

    def _get_kept(self) -> bool:
        """Whether its file says what stands here."""
        return self._one is not None and self._one.saved and self.draft.finished == self._one.value

    def _get_dirty(self) -> bool:
        return self.draft.dirty

    def _get_undoable(self) -> bool:
        return self.draft.undoable

    def _get_redoable(self) -> bool:
        return self.draft.redoable

    def _get_fit(self) -> bool:
        return self._one is not None and not self._busy and not self.draft.problems

    def _get_saveable(self) -> bool:
        return self._get_fit() and not self._get_kept()

    def _get_busy(self) -> str:
        return self._busy

    def _get_failure(self) -> str:
        return self._failure

    def _get_refused(self) -> bool:
        """Whether the failure is the engine's, and not that of a file that cannot be written."""
        return self._refused is not None

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

    status = Property(str, _get_status, notify=changed)
    fileProblem = Property(str, _get_problem, notify=changed)  # noqa: N815 -- QML's convention
    path = Property(str, _get_path, notify=changed)
    shownPath = Property(str, _get_shown_path, notify=changed)  # noqa: N815 -- QML's convention
    defaultPath = Property(str, _get_default_path, notify=changed)  # noqa: N815 -- QML's convention
    applying = Property(bool, _get_applying, notify=changed)
    kept = Property(bool, _get_kept, notify=changed)
    fit = Property(bool, _get_fit, notify=changed)
    running = Property(bool, _get_running, notify=changed)
    responding = Property(bool, _get_responding, notify=changed)
    dirty = Property(bool, _get_dirty, notify=changed)
    undoable = Property(bool, _get_undoable, notify=changed)
    redoable = Property(bool, _get_redoable, notify=changed)
    saveable = Property(bool, _get_saveable, notify=changed)
    busy = Property(str, _get_busy, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
    refused = Property(bool, _get_refused, notify=changed)
    revision = Property(int, _get_revision, notify=changed)
    camera = Property(str, _get_camera, notify=changed)
    place = Property(str, _get_place, notify=changed)
    active = Property(bool, _get_active, _set_active)
    mistakes = Property(int, _get_mistakes, notify=changed)
    mistake = Property(str, _get_mistake, notify=changed)


def _open(runtime: Path, given: Path | None) -> Opened:
    """The file; what checking it needs is loaded here, where nobody waits for it."""
    import core.ground_plane  # noqa: F401, PLC0415 -- loads OpenCV

    return open_config(runtime, given)


def _give(one: Effective, value: dict[str, Any], to: Callable[[Effective], None]) -> tuple[Effective, str]:
    """Have the engine go on with other values; what it runs on then, or why not."""
    try:
        new = edited(one, value)
        to(new)
    except (UserError, OSError) as error:
        return one, told(error)
    return new, ""


def _shown(path: str) -> str:
    """A path as people write it: short where it is below their home."""
    home = Path.home()
    return str(Path("~") / Path(path).relative_to(home)) if path and Path(path).is_relative_to(home) else path
