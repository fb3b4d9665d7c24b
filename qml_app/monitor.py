"""The running system as QML sees it: engine, cameras, services, counts and violations."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, QTimer, Signal
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import headline, health, workers
from qml_app import state as engine_state
from qml_app.camera import Camera
from qml_app.faults import FAULTS
from qml_app.models import QVariantList, RowModel
from qml_app.reader import PACE, SPARING_PACE, WORKER, Picture, Reader

if TYPE_CHECKING:
    from pathlib import Path

    from qml_app.faults import Fault
    from qml_app.models import Row

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_CHECK_MS: Final = 500
_SILENT_SECONDS: Final = 1.0
_SHOWN_SECONDS: Final = 5.0
#: Where faults in what the engine tells are told.
_TELLING: Final = "state"


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
        self._counted: dict[str, Any] | None = None  # the state whose counts are shown
        self._engine = engine_state.Status("waiting")
        self._place, self._known = str(runtime), False
        self._by_name: dict[str, Camera] = {}
        self._cameras = RowModel(("name", "camera"), self)
        self._services = RowModel((*engine_state.SERVICE_ROLES, "concern"), self)
        self._faults: dict[str, Fault] = {}
        self._found: tuple[dict[str, Any] | None, bool, str] = (None, False, "")
        self._told = float("inf")
        self._headline, self._losses = headline.Headline("unknown"), headline.Losses()
        self._parts: list[Row] = []
        self._counts = RowModel(engine_state.COUNT_ROLES, self)
        self._violations = RowModel(engine_state.KIND_ROLES, self)
        self._recent = RowModel(engine_state.RECENT_ROLES, self)
        self._reader = Reader(runtime, self)
        self._hidden = self._paused = False
        self._shown: list[str] | None = None
        self._spare = False
        self._reader.pictures.connect(self._take_pictures)
        self._reader.state.connect(self._take_state)
        self._check_timer = QTimer(self, interval=_CHECK_MS)
        self._check_timer.timeout.connect(self._check)
        self._show_health(0.0)

    def start(self) -> None:
        """Begin to look at the runtime directory."""
        self._reader.start()
        self._check_timer.start()

    def stop(self) -> None:
        """Stop looking; returns when the reading thread has ended."""
        self._check_timer.stop()
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
        return engine_state.Glance(self._engine.code, self._parts, self._recent.rows)

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
            try:
                if camera is not None and not self._paused:
                    camera.show(picture, now)
            except Exception as error:  # noqa: BLE001 -- the next picture is another one, and the other cameras go on
                FAULTS.report(f"camera/{picture.camera}", error, lasting=_SHOWN_SECONDS)
            finally:
                self._reader.taken(picture.camera)

    def _take_state(self, found: tuple[dict[str, Any] | None, bool, str]) -> None:
        self._found, self._told = found, time.monotonic()
        self._tell_last()

    def _tell_last(self) -> None:
        """Tell what was read last; without news it has grown older."""
        state, alive, why = self._found
        try:
            self.tell(state, alive=alive, now=time.time(), tick=time.monotonic(), why=why)
        except Exception as error:  # noqa: BLE001 -- another process wrote it
            FAULTS.report(_TELLING, error)
        else:
            if _TELLING in self._faults:
                FAULTS.well(_TELLING)

    def _check(self) -> None:
        """Look after the window's threads, and after what they no longer tell."""
        workers.check_all()
        before, self._faults = self._faults, {one.worker: one for one in FAULTS.now()}
        if before or self._faults or time.monotonic() - self._told > _SILENT_SECONDS:
            self._tell_last()

    def _show_health(self, tick: float) -> None:
        cameras = [self._by_name[row[0]].health(tick) for row in self._cameras.rows]
        rows = health.rows(self._state or None, self._engine, cameras, self._faults, health.Moment(tick, time.time()))
        self._parts = headline.alarmed(rows, self._losses.follow(rows, tick))
        for row in rows:
            if camera := self._by_name.get(str(row[0]).removeprefix("camera/")):
                camera.last(int(row[6]))
        told = zip(self._parts, headline.concerns(self._parts), strict=True)
        self._services.update([(*row, concern) for row, concern in told])
        self._headline = headline.headline(self._parts, self._engine)

    def tell(self, state: dict[str, Any] | None, *, alive: bool, now: float, tick: float, why: str = "") -> None:
        """Take over what the engine last said.

        Args:
            state: the engine's last state, None if there is none.
            alive: whether the engine's process exists.
            now: seconds since the epoch.
            tick: monotonic seconds, to tell the age of pictures.
            why: why the engine ended, as its supervisor has it.
        """
        self._known = self._known or state is not None
        engine = engine_state.engine_status(state, now, alive=alive, known=self._known, why=why)
        blind = [one for one in (self._faults.get(name) for name in (WORKER, _TELLING)) if one]
        if blind:  # what was read last is no news
            engine = engine_state.Status("unseen", int(tick - blind[0].since))
        before, self._engine, self._state = (self._engine, self._headline), engine, state or {}
        self._tell_cameras(tick)
        self._show_health(tick)
        news = self._state != self._counted
        if news:
            self._counts.update(engine_state.counts(state))
            self._violations.update(engine_state.violations(state))
            self._recent.update(engine_state.recent(state))
            self._counted = self._state
        if news or before != (self._engine, self._headline):
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
            self._by_name[name].tell(self._engine, value if isinstance(value, dict) else {}, tick, self._fault(name))
        self._cameras.update([(name, self._by_name[name]) for name in values])
        for name in gone:
            self._by_name.pop(name).deleteLater()

    def _fault(self, camera: str) -> str:
        """Why the window cannot show a camera's pictures."""
        fault = self._faults.get(f"camera/{camera}")
        return fault.reason if fault else ""

    def _get_stuck(self) -> list[str]:
        """The pages that show what was read before."""
        return health.stuck(self._faults)

    def _get_level(self) -> str:
        return self._headline.level

    def _get_trouble(self) -> str:
        """The service that is worst off."""
        return self._headline.service

    def _get_condition(self) -> str:
        return self._headline.condition

    def _get_troubles(self) -> int:
        return self._headline.troubles

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

    def _get_recorded(self) -> bool:
        """Whether there is nothing but recordings."""
        return bool(self._cameras.rows) and all(row[1].recorded for row in self._cameras.rows)

    def _get_work(self) -> str:
        """What there is to do for an engine that has nothing but recordings: `finished`, `preview`; else empty."""
        cameras = [row[1] for row in self._cameras.rows]
        if not self._get_recorded():
            return ""
        if all(one.finished for one in cameras):
            return "finished"
        return "preview" if all(one.playback.get("mode") == "preview" for one in cameras) else ""

    def _get_counting(self) -> bool:
        """Whether anything is counted just now, whatever of it is shown."""
        return any(row[1].counting for row in self._cameras.rows)

    def _get_current(self) -> str:
        """As `status`, of its figures: an engine that cannot write them runs, and tells no new ones."""
        return "stalled" if self._engine.code == "running" and self._state.get("unwritten") else self._engine.code

    def _get_seconds(self) -> int:
        return self._engine.seconds

    def _get_reason(self) -> str:
        """Why the engine ended, where somebody knows."""
        return self._engine.reason

    def _get_place(self) -> str:
        return self._place

    def _get_site(self) -> str:
        return str(self._state.get("site") or "")

    def _get_caption(self) -> str:
        """What runs, as a person calls it; empty where nobody has named it."""
        return engine_state.caption(self._state)

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

    def _get_unmonitored(self) -> bool:
        """Whether an engine runs none of whose cameras looks for violations."""
        return self._engine.code == "running" and bool(self._cameras.rows) and not self._violations.rows

    def _get_violations(self) -> QObject:
        return self._violations

    def _get_recent(self) -> QObject:
        return self._recent

    status = Property(str, _get_status, notify=changed)
    recorded = Property(bool, _get_recorded, notify=changed)
    work = Property(str, _get_work, notify=changed)
    counting = Property(bool, _get_counting, notify=changed)
    current = Property(str, _get_current, notify=changed)
    seconds = Property(int, _get_seconds, notify=changed)
    level = Property(str, _get_level, notify=changed)
    trouble = Property(str, _get_trouble, notify=changed)
    troubleCondition = Property(str, _get_condition, notify=changed)  # noqa: N815 -- QML's convention
    troubles = Property(int, _get_troubles, notify=changed)
    stuck = Property(QVariantList, _get_stuck, notify=changed)
    reason = Property(str, _get_reason, notify=changed)
    place = Property(str, _get_place, constant=True)
    site = Property(str, _get_site, notify=changed)
    caption = Property(str, _get_caption, notify=changed)
    version = Property(str, _get_version, notify=changed)
    violationTotal = Property(int, _get_violation_total, notify=changed)  # noqa: N815 -- QML's convention
    hidden = Property(bool, _get_hidden, _set_hidden, notify=watchChanged)
    paused = Property(bool, _get_paused, _set_paused, notify=watchChanged)
    shown = Property(QVariantList, _get_shown, _set_shown, notify=watchChanged)
    cameraNames = Property(QVariantList, _get_names, notify=changed)  # noqa: N815 -- QML's convention
    cameras = Property(QObject, _get_cameras, constant=True)
    services = Property(QObject, _get_services, constant=True)
    counts = Property(QObject, _get_counts, constant=True)
    unmonitored = Property(bool, _get_unmonitored, notify=changed)
    violations = Property(QObject, _get_violations, constant=True)
    recent = Property(QObject, _get_recent, constant=True)
