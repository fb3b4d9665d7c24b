"""Where data really go, from the cameras to Grafana, and what is broken in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from qml_app import state as engine_state
from qml_app.attempt import why_not
from qml_app.headline import ON_ITS_WAY
from qml_app.models import QVariantList, RowModel
from qml_app.service_rows import level_of
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

    from qml_app.installation import Condition
    from qml_app.models import Row

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

#: `stop` is cameras, engine, broker, database or grafana; `amount` counts cameras, of which `good` deliver, all that
#: was asked of them unless `condition` says limited.
STOP_ROLES: Final = ("stop", "level", "condition", "address", "amount", "good", "reason")
_DONE: Final = {"running", "ended"}
_WELL: Final = _DONE | ON_ITS_WAY


def stops(condition: Condition, now: float) -> list[Row]:
    """The way of data, one row a stop; receivers that there are none of are off.

    Args:
        condition: of engine and services.
        now: seconds since the epoch.
    """
    state = condition.state or {}
    engine = engine_state.engine_status(condition.state, now, alive=condition.alive, why=condition.why)
    lives = engine.code == "running"
    used = condition.route.used if condition.route else None
    return [
        _cameras(state, lives=lives),
        ("engine", engine_state.engine_level(engine), engine.code, "", -1, -1, ""),
        _receiver("broker", state, used.broker if used else "", lives=lives),
        _receiver("database", state, used.database if used else "", lives=lives),
        _grafana(condition),
    ]


def _cameras(state: dict[str, Any], *, lives: bool) -> Row:
    """As bad as the worst of them, as everywhere in the window: one that may come back is not lost."""
    words = _camera_words(state)
    good = sum(one in _WELL for one in words)
    begins = good == len(words) and not ON_ITS_WAY.isdisjoint(words)
    limited = 0 if begins or good < len(words) else _limited(state)
    level = "failed" if "failed" in words else "busy" if begins or good < len(words) or limited else "ok"
    if not (lives and words):
        return ("cameras", "unknown", "", "", -1, -1, "")
    condition = "starting" if begins else "limited" if limited else ""
    return ("cameras", level, condition, "", len(words), good - limited, "")


def _limited(state: dict[str, Any]) -> int:
    """How many cameras work, or have ended, and did not do all that is asked of them, as the health list has it too."""
    cameras = state.get("cameras")
    found = cameras.values() if isinstance(cameras, dict) else ()
    return sum(one.get("state") in _DONE and bool(one.get("reason")) for one in found)


def _camera_words(state: dict[str, Any]) -> list[str]:
    """How each camera is, as the header has it too: its health, where the engine tells that already."""
    cameras, told = state.get("cameras"), state.get("health")
    known = told if isinstance(told, dict) else {}
    found = cameras.items() if isinstance(cameras, dict) else ()
    return [str((known.get(f"camera/{name}") or one).get("state")) for name, one in found]


def _receiver(name: str, state: dict[str, Any], place: str, *, lives: bool) -> Row:
    """A broker inside the engine is told by its address of now, which others need."""
    from bootstrap.route import BUILT_IN  # noqa: PLC0415 -- the first picture does not wait for it

    told = state.get(name)
    part = told if isinstance(told, dict) else {}
    address = str(part.get("address") or "") if lives and place == BUILT_IN else place
    if not place:
        return (name, "off", "off", "", -1, -1, "")
    condition = str(part.get("state") or "waiting")
    level = engine_state.level(condition) if lives else "unknown"
    reason = str(part.get("reason") or "") if lives and level != "ok" else ""
    return (name, level, condition if lives else "unknown", address, -1, -1, reason)


def _grafana(condition: Condition) -> Row:
    """Only one that is installed here is known."""
    found = next((one for one in condition.managed if one.status.name == "grafana"), None)
    if found is None:
        return ("grafana", "off", "off", "", -1, -1, "")
    level = level_of(found.status)
    return ("grafana", level, found.status.state, found.address, -1, -1, found.status.reason if level != "ok" else "")


@QmlElement
@QmlUncreatable("Belongs to the services page's view model")
class ServiceRoute(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """The stops, how they differ from what is installed, and the one button that brings both together.

    Args:
        mend: has the engine use what is installed.
        restart: has it begin again.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _done = Signal(str)

    def __init__(self, mend: Callable[[], None], restart: Callable[[], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._acts = {"use-installed": mend, "restart": restart}
        self._stops = RowModel(STOP_ROLES, self)
        self._apart: list[dict[str, Any]] = []
        self._problem = self._mend = self._failure = ""
        self._busy = False
        self._pool = Tasks("services", self)
        self._done.connect(self._finish)

    def stop(self) -> None:
        """Finish what the user has asked for."""
        self._pool.waitForDone()

    @property
    def doing(self) -> str:
        """`restart` while the engine is brought together with what is installed."""
        return "restart" if self._busy else ""

    def tell(self, condition: Condition, now: float) -> None:
        """Take over how things are now."""
        from bootstrap.route import BUILT_IN  # noqa: PLC0415 -- as above

        self._stops.update(stops(condition, now))
        way = condition.route
        before = (self._problem, self._mend, self._apart)
        self._problem, self._mend = condition.confusion, way.mend if way else ""
        self._apart = [{**one._asdict(), "own": one.used == BUILT_IN} for one in way.differences] if way else []
        if before != (self._problem, self._mend, self._apart):
            self._failure = ""
            self.changed.emit()

    @Slot()
    def mend(self) -> None:
        """Have the engine use what is installed."""
        act = self._acts.get(self._mend)
        if act is None or self._busy:
            return
        self._busy, self._failure = True, ""
        self.changed.emit()
        self._pool.do(lambda: self._done.emit(why_not(act)), self._done.emit)

    def _finish(self, failure: str) -> None:
        self._busy, self._failure = False, failure
        self.changed.emit()

    def _get_problem(self) -> str:
        return self._problem

    def _get_differences(self) -> list[dict[str, Any]]:
        return self._apart

    def _get_mend(self) -> str:
        return self._mend

    def _get_busy(self) -> bool:
        return self._busy

    def _get_failure(self) -> str:
        return self._failure

    def _get_stops(self) -> QObject:
        return self._stops

    stops = Property(QObject, _get_stops, constant=True)
    differences = Property(QVariantList, _get_differences, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    remedy = Property(str, _get_mend, notify=changed)
    busy = Property(bool, _get_busy, notify=changed)
    failure = Property(str, _get_failure, notify=changed)
