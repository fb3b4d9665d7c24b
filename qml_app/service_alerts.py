"""The alerts that fire in Grafana as QML sees them, and keeping one quiet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from bootstrap.layout import Layout
from core.errors import UserError
from qml_app.attempt import told
from qml_app.browser import grafana_address
from qml_app.models import RowModel
from qml_app.poller import Poller
from qml_app.workers import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from bootstrap.grafana.overview import Firing, Overview
    from qml_app.models import Row

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

ALERT_ROLES: Final = ("key", "name", "place", "summary", "level", "seconds", "until", "ours", "doing")
_SECONDS: Final = 10.0
_PATIENCE: Final = 8.0
_LEVELS: Final = {"critical": "failed", "warning": "busy"}
_COMMENT: Final = "silenced in the app"


def rows(found: Overview, now: datetime, doing: Mapping[str, str]) -> list[Row]:
    """What fires, the silenced last.

    Args:
        found: as Grafana tells.
        now: to tell since when.
        doing: keys of alerts that are being silenced or heard again.
    """
    told = sorted((one for one in found.alerts if not one.over), key=lambda one: bool(one.silenced_until))
    return [_row(one, now, doing) for one in told]


def key(alert: Firing) -> str:
    """Tells alerts apart."""
    return "\x1f".join((alert.name, *(f"{name}={value}" for name, value in sorted(alert.about.items()))))


def _row(alert: Firing, now: datetime, doing: Mapping[str, str]) -> Row:
    since = datetime.fromisoformat(alert.since)
    until = datetime.fromisoformat(alert.silenced_until).timestamp() if alert.silenced_until else 0.0
    return (
        key(alert),
        alert.name,
        ", ".join(alert.about.values()),
        alert.summary,
        "off" if until else _LEVELS.get(alert.severity, "busy"),
        max(0, int((now - since).total_seconds())),
        until * 1000,
        alert.ours,
        doing.get(key(alert), ""),
    )


@QmlElement
@QmlUncreatable("Belongs to the services page's view model")
class ServiceAlerts(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """View of Grafana's alerts.

    Args:
        prefix: where setup has installed the services.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    _done = Signal(str, str)  # key, why it failed

    def __init__(self, prefix: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layout = Layout(prefix)
        self._last: Overview | None = None
        self._known, self._here, self._failure = False, False, ""
        self._doing: dict[str, str] = {}
        self._alerts = RowModel(ALERT_ROLES, self)
        self._pool = Tasks("alerts", self)
        self._done.connect(self._finish)
        self._poller = Poller(self._look, _SECONDS, self, name="alerts")
        self._poller.found.connect(self._take)
        self._poller.start()

    def stop(self) -> None:
        """Stop looking; what the user has asked for is finished first."""
        self._poller.stop()
        self._pool.waitForDone()

    def look(self, active: bool) -> None:  # noqa: FBT001 -- a switch
        """Look now and then, or no more."""
        self._poller.active = active

    def _look(self) -> tuple[Overview | None, bool]:
        """On the poller's thread."""
        from bootstrap.grafana import overview  # noqa: PLC0415 -- the first picture does not wait for it

        found = overview.glance(self._layout, _PATIENCE)
        return found, bool(grafana_address(self._layout))

    def _take(self, found: tuple[Overview | None, bool]) -> None:
        (self._last, self._here), self._known = found, True
        self._show()

    def _show(self) -> None:
        self._alerts.update(rows(self._last, datetime.now(UTC), self._doing) if self._last else [])
        self.changed.emit()

    @Slot(str, int)
    def silence(self, alert: str, hours: int) -> None:
        """Tell nobody of an alert for some hours."""
        from bootstrap.grafana import alerts, overview  # noqa: PLC0415 -- not before somebody needs it

        def act(one: Firing) -> None:
            about = {"alertname": one.name, **one.about}
            alerts.silence(
                overview.api(self._layout, _PATIENCE), about, timedelta(hours=hours), datetime.now(UTC), _COMMENT
            )

        self._do(alert, "silence", act)

    @Slot(str)
    def unsilence(self, alert: str) -> None:
        """Have an alert heard again that we have silenced."""
        from bootstrap.grafana import alerts, overview  # noqa: PLC0415 -- as above

        def act(one: Firing) -> None:
            api, labels = overview.api(self._layout, _PATIENCE), {"alertname": one.name, **one.about}
            for silence in alerts.silences(api):
                if silence.ours and silence.about.items() <= labels.items():
                    alerts.expire(api, silence.id)

        self._do(alert, "unsilence", act)

    def _do(self, alert: str, what: str, act: Callable[[Firing], None]) -> None:
        """On a thread of the pool; one thing at a time for each alert."""
        found = next((one for one in (self._last.alerts if self._last else ()) if key(one) == alert), None)
        if found is None or alert in self._doing:
            return
        self._doing[alert], self._failure = what, ""
        self._show()
        self._pool.do(lambda: self._done.emit(alert, _why_not(act, found)), lambda why: self._done.emit(alert, why))

    def _finish(self, alert: str, failure: str) -> None:
        del self._doing[alert]
        self._failure = failure
        self._show()
        self._poller.hurry()

    def _get_known(self) -> bool:
        return self._known

    def _get_here(self) -> bool:
        return self._here

    def _get_problem(self) -> str:
        return self._failure or (self._last.problem if self._last else "")

    def _get_firing(self) -> QObject:
        return self._alerts

    def _get_count(self) -> int:
        return sum(not (one.silenced_until or one.over) for one in self._last.alerts) if self._last else 0

    known = Property(bool, _get_known, notify=changed)
    here = Property(bool, _get_here, notify=changed)
    problem = Property(str, _get_problem, notify=changed)
    count = Property(int, _get_count, notify=changed)
    firing = Property(QObject, _get_firing, constant=True)


def _why_not(act: Callable[[Firing], None], alert: Firing) -> str:
    try:
        act(alert)
    except (UserError, OSError) as error:
        return told(error)
    return ""
