"""The running system as QML sees it: engine, cameras, services, counts and violations."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Property, QObject, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import state as engine_state
from qml_app.camera import Camera
from qml_app.models import QVariantList, RowModel
from qml_app.reader import PACE, SPARING_PACE, Picture, Reader

if TYPE_CHECKING:
    from pathlib import Path

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Monitor(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """View model of the engine in one runtime directory.

    Args:
        runtime: where the engine publishes; it may come and go.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    watchChanged = Signal()  # noqa: N815 -- QML's convention

    def __init__(self, runtime: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._state: dict[str, Any] = {}
        self._engine = engine_state.Status("waiting")
        self._by_name: dict[str, Camera] = {}
        self._cameras = RowModel(("name", "camera"), self)
        self._services = RowModel(engine_state.SERVICE_ROLES, self)
        self._services.update(engine_state.services(None, self._engine))
        self._counts = RowModel(engine_state.COUNT_ROLES, self)
        self._violations = RowModel(engine_state.KIND_ROLES, self)
        self._recent = RowModel(engine_state.RECENT_ROLES, self)
        self._reader = Reader(runtime, self)
        self._hidden = self._paused = False
        self._shown: list[str] | None = None
        self._spare = False
        self._reader.pictures.connect(self._take_pictures)
        self._reader.state.connect(self._take_state)

    def start(self) -> None:
        """Begin to look at the runtime directory."""
        self._reader.start()

    def stop(self) -> None:
        """Stop looking; returns when the reading thread has ended."""
        self._reader.stop()

    def _make_room(self, camera: str, width: int, height: int) -> None:
        self._reader.rooms[camera] = (width, height)

    @property
    def spare(self) -> bool:
        """Whether drawing is to be done sparingly."""
        return self._spare

    @spare.setter
    def spare(self, spare: bool) -> None:
        self._spare = spare
        self._watch()

    def glance(self) -> engine_state.Glance:
        """All of it, for those who are not QML."""
        cameras = [camera.condition() for camera in self._by_name.values()]
        return engine_state.Glance(self._engine.code, self._services.rows, self._recent.rows, cameras)

    def _watch(self) -> None:
        """Read pictures only of those that are looked at and not held."""
        now = time.monotonic()
        self._reader.shown = None if self._shown is None else frozenset(self._shown)
        self._reader.hidden = self._hidden or self._paused
        self._reader.pace = SPARING_PACE if self._spare and len(self._shown or ()) > 1 else PACE
        for name, camera in self._by_name.items():
            camera.watch(now if self._is_watched(name) else None, paused=self._paused)
        self._tell_cameras(now)
        self.watchChanged.emit()

    def _is_watched(self, camera: str) -> bool:
        return not self._reader.hidden and (self._shown is None or camera in self._shown)

    def _take_pictures(self, pictures: list[Picture]) -> None:
        now = time.monotonic()
        for picture in pictures:
            camera = self._by_name.get(picture.camera)
            if camera is not None and not self._paused:
                camera.show(picture, now)
            self._reader.taken(picture.camera)

    def _take_state(self, found: tuple[dict[str, Any] | None, bool]) -> None:
        state, alive = found
        self.tell(state, alive=alive, now=time.time(), tick=time.monotonic())

    def tell(self, state: dict[str, Any] | None, *, alive: bool, now: float, tick: float) -> None:
        """Take over what the engine last said.

        Args:
            state: the engine's last state, None if there never was one.
            alive: whether the engine's process exists.
            now: seconds since the epoch.
            tick: monotonic seconds, to tell the age of pictures.
        """
        engine = engine_state.engine_status(state, now, alive=alive)
        told = (engine, state or {})
        news = told != (self._engine, self._state)
        self._engine, self._state = told
        self._tell_cameras(tick)
        if news:
            self._services.update(engine_state.services(state, engine))
            self._counts.update(engine_state.counts(state))
            self._violations.update(engine_state.violations(state))
            self._recent.update(engine_state.recent(state))
            self.changed.emit()

    def _tell_cameras(self, tick: float) -> None:
        cameras = self._state.get("cameras")
        values = cameras if isinstance(cameras, dict) else {}
        gone = self._by_name.keys() - values.keys()
        for name in values.keys() - self._by_name.keys():
            self._by_name[name] = Camera(name, self)
            self._by_name[name].roomMade.connect(self._make_room)
            self._by_name[name].watch(tick if self._is_watched(name) else None, paused=self._paused)
        for name, value in values.items():
            self._by_name[name].tell(self._engine, value if isinstance(value, dict) else {}, tick)
        self._cameras.update([(name, self._by_name[name]) for name in values])
        for name in gone:
            self._by_name.pop(name).deleteLater()

    def _get_hidden(self) -> bool:
        return self._hidden

    def _set_hidden(self, hidden: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._hidden = hidden
        self._watch()

    def _get_paused(self) -> bool:
        return self._paused

    def _set_paused(self, paused: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._paused = paused
        self._watch()

    def _get_shown(self) -> list[str]:
        return self._shown or []

    def _set_shown(self, shown: list[str]) -> None:
        if shown != self._shown:
            self._shown = list(shown)
            self._watch()

    def _get_names(self) -> list[str]:
        return [row[0] for row in self._cameras.rows]

    def _get_status(self) -> str:
        return self._engine.code

    def _get_seconds(self) -> int:
        return self._engine.seconds

    def _get_site(self) -> str:
        return str(self._state.get("site") or "")

    def _get_version(self) -> str:
        return str(self._state.get("version") or "")

    def _get_violation_total(self) -> int:
        return sum(row[1] for row in self._violations.rows)

    def _get_cameras(self) -> QObject:
        return self._cameras

    def _get_services(self) -> QObject:
        return self._services

    def _get_counts(self) -> QObject:
        return self._counts

    def _get_violations(self) -> QObject:
        return self._violations

    def _get_recent(self) -> QObject:
        return self._recent

    status = Property(str, _get_status, notify=changed)
    seconds = Property(int, _get_seconds, notify=changed)
    site = Property(str, _get_site, notify=changed)
    version = Property(str, _get_version, notify=changed)
    violationTotal = Property(int, _get_violation_total, notify=changed)  # noqa: N815 -- QML's convention
    hidden = Property(bool, _get_hidden, _set_hidden, notify=watchChanged)
    paused = Property(bool, _get_paused, _set_paused, notify=watchChanged)
    shown = Property(QVariantList, _get_shown, _set_shown, notify=watchChanged)
    cameraNames = Property(QVariantList, _get_names, notify=changed)  # noqa: N815 -- QML's convention
    cameras = Property(QObject, _get_cameras, constant=True)
    services = Property(QObject, _get_services, constant=True)
    counts = Property(QObject, _get_counts, constant=True)
    violations = Property(QObject, _get_violations, constant=True)
    recent = Property(QObject, _get_recent, constant=True)
