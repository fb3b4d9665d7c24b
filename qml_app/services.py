"""The services page's view model: engine, what runs in it, and the services on this machine."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.services.memory import BUDGET, summed
from qml_app import installation, service_rows
from qml_app.attempt import why_not
from qml_app.models import RowModel
from qml_app.poller import Poller
from qml_app.service_alerts import ServiceAlerts
from qml_app.service_checks import ServiceChecks
from qml_app.service_log import ServiceLog
from qml_app.service_route import ServiceRoute
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.engine_control import EngineControl
    from qml_app.installation import Condition

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_SECONDS = 1.0


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Services(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """How everything is that has to run, and start, stop and restart where that is ours to do.

    Args:
        runtime: where the engine publishes.
        prefix: where setup has installed the services.
        control: of the engine.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _done = Signal(str, str)  # service, why it failed

    def __init__(self, runtime: Path, prefix: Path, control: EngineControl, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._prefix = prefix
        self._last: Condition | None = None
        self._doing: dict[str, str] = {}
        self._failures: dict[str, str] = {}
        self._parts = RowModel(service_rows.PART_ROLES, self)
        self._managed = RowModel(service_rows.MANAGED_ROLES, self)
        self._alerts, self._log = ServiceAlerts(prefix, self), ServiceLog(prefix, self)
        self._checks = ServiceChecks(prefix, lambda: [row[0] for row in self._managed.rows], self)
        self._route = ServiceRoute(partial(installation.use_installed, runtime, control), control.restart, self)
        self._pool = Tasks("services", self)
        self._done.connect(self._finish)
        self._poller = Poller(lambda: installation.look(runtime, prefix), _SECONDS, self, name="services")
        self._poller.found.connect(self.tell)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking; what the user has asked for is finished first."""
        for part in (self._poller, self._route, self._alerts, self._checks, self._log):
            part.stop()
        self._pool.waitForDone()

    def tell(self, condition: Condition) -> None:
        """Take over how things are now."""
        self._last = condition
        now = time.time() if condition.seen is None else condition.seen
        self._parts.update(service_rows.parts(condition, now))
        self._route.tell(condition, now)
        self._show_managed()
        self.changed.emit()

    def _show_managed(self) -> None:
        if self._last is not None:
            self._managed.update(service_rows.managed(self._last.managed, self._doing, self._failures))

    @Slot(str)
    def startService(self, name: str) -> None:  # noqa: N802 -- QML's convention
        """Start a service."""
        self._do(name, "start", partial(installation.start, self._prefix, name))

    @Slot(str)
    def stopService(self, name: str) -> None:  # noqa: N802 -- QML's convention
        """Stop a service until it is started again."""
        self._do(name, "stop", partial(installation.stop, self._prefix, name))

    @Slot(str)
    def restartService(self, name: str) -> None:  # noqa: N802 -- QML's convention
        """Give a service a new process."""
        self._do(name, "restart", partial(installation.start, self._prefix, name, anew=True))

    def _do(self, name: str, what: str, act: Callable[[], None]) -> None:
        """One thing at a time for each service, on a thread of the pool."""
        if name in self._doing:
            return
        self._doing[name] = what
        self._failures.pop(name, None)
        self._show_managed()
        self._pool.do(lambda: self._done.emit(name, why_not(act)), lambda why: self._done.emit(name, why))

    def _finish(self, name: str, failure: str) -> None:
        del self._doing[name]
        if failure:
            self._failures[name] = failure
        self._show_managed()
        self._poller.hurry()

    def _get_active(self) -> bool:
        return self._poller.active

    def _set_active(self, active: bool) -> None:  # noqa: FBT001 -- a Qt property's setter
        self._poller.active = active
        self._alerts.look(active)
        self._log.look(active)

    def _get_known(self) -> bool:
        return self._last is not None

    def _get_problem(self) -> str:
        return "" if self._last is None else self._last.problem

    def _get_elsewhere(self) -> bool:
        """Whether data go to services that others keep: setup has chosen them, or the configuration."""
        from bootstrap.route import BUILT_IN  # noqa: PLC0415 -- the first picture does not wait for it

        way = self._last.route if self._last else None
        if way is None or (self._last and self._last.managed):
            return False
        return way.installed is not None or way.used.database != "" or way.used.broker not in {"", BUILT_IN}

    def _get_together(self) -> float:
        """Bytes of Mosquitto, InfluxDB and Grafana; -1 while none runs."""
        sizes = {one.status.name: one.usage.memory for one in self._last.managed} if self._last else {}
        together = summed(sizes, -1).together
        return -1.0 if together is None else float(together)

    def _get_budget(self) -> float:
        return float(BUDGET)

    def _get_parts(self) -> QObject:
        return self._parts

    def _get_managed(self) -> QObject:
        return self._managed

    def _get_alerts(self) -> QObject:
        return self._alerts

    def _get_checks(self) -> QObject:
        return self._checks

    def _get_route(self) -> QObject:
        return self._route

    def _get_log(self) -> QObject:
        return self._log

    active = Property(bool, _get_active, _set_active)
    known = Property(bool, _get_known, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    elsewhere = Property(bool, _get_elsewhere, notify=changed)
    together = Property(float, _get_together, notify=changed)
    budget = Property(float, _get_budget, constant=True)
    parts = Property(QObject, _get_parts, constant=True)
    managed = Property(QObject, _get_managed, constant=True)
    alerts = Property(ServiceAlerts, _get_alerts, constant=True)
    checks = Property(ServiceChecks, _get_checks, constant=True)
    route = Property(ServiceRoute, _get_route, constant=True)
    log = Property(ServiceLog, _get_log, constant=True)
