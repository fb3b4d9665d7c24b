"""Bulletins for the window: violations as they happen, and what fails and comes back."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Property, QObject, QTimer, Signal, Slot
from PySide6.QtQml import QmlElement, QmlUncreatable

from core.health_names import CAMERA
from qml_app import bulletins
from qml_app.models import RowModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from qml_app.monitor import Monitor
    from qml_app.preferences import Preferences
    from qml_app.service_watch import Seen, ServiceWatch
    from qml_app.snapshots import Snapshots

QML_IMPORT_NAME = "SmartIntersection.Backend"
QML_IMPORT_MAJOR_VERSION = 1

_TICK_MS: Final = 500


@QmlElement
@QmlUncreatable("There is one, made by the application")
class Notifications(QObject):  # type: ignore[operator]  # the stubs of QmlUncreatable forget __call__
    """What happened lately and is worth a look, and the list of all that happened since the window opened.

    Args:
        monitor: tells of the engine, its parts, cameras and violations.
        snapshots: tell where a picture went.
        watch: tells of the services on this machine.
        preferences: what is muted.
        parent: owner, as everywhere in Qt.
    """

    changed = Signal()
    came = Signal(str)  # the key of a bulletin, for those who hear the window
    wanted = Signal(str, str, str)  # topic, subject and violation of what somebody wants to see

    def __init__(
        self,
        monitor: Monitor,
        snapshots: Snapshots,
        watch: ServiceWatch,
        preferences: Preferences | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._monitor, self._watch = monitor, watch
        self._board = bulletins.Board()
        #: Whether the user has just asked the engine to stop or begin again: that it then stands still is no news.
        self.asked: Callable[[], bool] = lambda: False
        self._rows = RowModel(bulletins.ROLES, self)
        self._kept = RowModel(bulletins.KEPT_ROLES, self)
        self._preferences = preferences
        self._seen: tuple[int, int] = (0, 0)
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._tick)
        if preferences is not None:
            preferences.changed.connect(self._mute)
            self._mute()
        monitor.changed.connect(self._take)
        watch.told.connect(self._take_services)
        snapshots.saved.connect(lambda file: self.tell("picture", "ok", file))
        snapshots.failed.connect(lambda reason: self.tell("picture", "failed", reason))

    @Slot(str)
    def dismiss(self, key: str) -> None:
        """Put one away; an empty key puts all away."""
        self._board.dismiss(key)
        self._show()

    @Slot(int)
    def open(self, number: int) -> None:
        """Go to the place that one speaks of; it need not stay in sight."""
        one = self._board.find(number)
        if one is None:
            return
        self._board.dismiss(one.key)
        self._show()
        self.wanted.emit(one.topic, one.subject, one.target)

    @Slot()
    def read(self) -> None:
        """The list has been seen."""
        self._board.read()
        self._show()

    @Slot()
    def clear(self) -> None:
        """Empty the list."""
        self._board.clear()
        self._show()

    def _mute(self) -> None:
        if self._preferences is not None:
            self._board.mute(self._preferences.muted)
            self._show()

    def tell(self, topic: str, level: str, detail: str) -> None:
        """Tell of something that the user did."""
        self._board.tell(topic, level, detail, time.monotonic())
        self._show()

    def _take_services(self, found: list[Seen]) -> None:
        now = time.monotonic()
        for one in found:
            self._board.tell_level("service", one.name, one.level, one.reason, now)
        self._show()

    def _take(self) -> None:
        seen, now = self._monitor.glance(), time.monotonic()
        if seen.engine in {"waiting", "deleted"}:  # nothing is known of it
            return
        self._board.tell_violations([(row[0], row[3], row[1]) for row in seen.recent], now)
        for name, level, condition, _, reason, _, amount, _ in seen.parts:
            topic, subject, failing = bulletins.about(name, level, condition, amount)
            if topic == "engine" and failing == "failed" and self.asked():
                continue
            lasting = amount if topic == "camera" else 0  # of others it is no time
            self._board.tell_level(topic, subject, failing, reason, now, lasting=lasting)
        if seen.engine == "running":
            names = [row[0] for row in seen.parts]
            self._board.forget("camera", {name.removeprefix(CAMERA) for name in names if name.startswith(CAMERA)})
            self._board.forget("part", names)
        self._board.looked = True
        self._show()

    def _tick(self) -> None:
        self._board.expire(time.monotonic())
        self._show()

    def _show(self) -> None:
        before = {row[0]: row for row in self._rows.rows}
        rows = [bulletins.row(one) for one in self._board.bulletins]
        self._rows.update(rows)
        for row in rows:
            if before.get(row[0]) != row:
                self.came.emit(row[0])
        if rows and not self._timer.isActive():
            self._timer.start()
        elif not rows:
            self._timer.stop()
        self._kept.update([bulletins.kept_row(one) for one in self._board.kept])
        seen = (self._get_unread(), len(rows))
        if seen != self._seen:
            self._seen = seen
            self.changed.emit()

    def _get_rows(self) -> QObject:
        return self._rows

    def _get_kept(self) -> QObject:
        return self._kept

    def _get_unread(self) -> int:
        return sum(not one.read for one in self._board.kept)

    def _get_count(self) -> int:
        return len(self._rows.rows)

    rows = Property(QObject, _get_rows, constant=True)
    kept = Property(QObject, _get_kept, constant=True)
    unread = Property(int, _get_unread, notify=changed)
    count = Property(int, _get_count, notify=changed)
