"""A quick look, again and again and whatever page is open, at the services on this machine: does one fail?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QObject, Signal

from bootstrap.layout import Layout
from bootstrap.services import control, records
from qml_app.poller import Poller
from qml_app.service_rows import level_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from bootstrap.services.control import Status

_SECONDS: Final = 1.0


class Seen(NamedTuple):
    """A service at one look: how well it is (ok, busy, off or failed), why, and how often it began again by itself."""

    name: str
    level: str
    reason: str
    restarts: int


def seen(status: Status, *, settled: bool, before: Seen | None) -> Seen:
    """How a service is. One that ended and runs again between two looks has failed, too.

    Args:
        status: as the supervisor has it.
        settled: whether it shall run as it does; what somebody stops or restarts does not fail.
        before: the look before this one.
    """
    level, reason = level_of(status), status.reason
    if not settled:
        level = "off"
    elif before and status.restarts > before.restarts:
        level, reason = "failed", "stopped and was restarted automatically"
    elif level == "off" and before and before.level in {"ok", "failed"}:
        level = "failed"  # nobody stopped it
    return Seen(status.name, level, reason, status.restarts)


def look(layout: Layout, before: Mapping[str, Seen]) -> list[Seen]:
    """All services; none while they cannot be asked. Reads some small files and the process table."""
    try:
        return [
            seen(status, settled=control.settled(layout, status.name), before=before.get(status.name))
            for status in control.status(layout)
            if status.name != records.ENGINE  # how that is, its state tells
        ]
    except OSError:
        return []


class ServiceWatch(QObject):
    """Looks once a second, on a thread of its own.

    Args:
        prefix: where setup has installed the services.
        parent: owner, as everywhere in Qt.
    """

    told = Signal(object)  # list[Seen]

    def __init__(self, prefix: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._layout = Layout(prefix)
        self._before: dict[str, Seen] = {}
        self._poller = Poller(self._look, _SECONDS, self, name="watch")
        self._poller.found.connect(self.told)

    def start(self) -> None:
        """Begin to look."""
        self._poller.active = True
        self._poller.start()

    def stop(self) -> None:
        """Stop looking."""
        self._poller.stop()

    def _look(self) -> list[Seen]:
        """On the poller's thread."""
        found = look(self._layout, self._before)
        self._before = {one.name: one for one in found}
        return found
