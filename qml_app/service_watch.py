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
    """A service at one look: how well it is (ok, busy, off or failed), why, and how often it began again by itself.

    `asked` tells whether somebody has decided anew, between two looks, what shall become of it.
    """

    name: str
    level: str
    reason: str
    restarts: int
    asked: tuple[int, int] = (0, 0)


def seen(status: Status, *, settled: bool, before: Seen | None, asked: tuple[int, int] = (0, 0)) -> Seen:
    """How a service is. One that ended and runs again between two looks has failed, too.

    Args:
        status: as the supervisor has it.
        settled: whether it shall run as it does; what somebody stops or restarts does not fail.
        before: the look before this one.
        asked: as records.asked has it. What was stopped and started since the look before did not end by itself.
    """
    level, reason = level_of(status), status.reason
    if not settled or (before and before.asked != asked):
        level = "off"
    elif before and status.restarts > before.restarts:
        level, reason = "failed", "stopped and was restarted automatically"
    elif level == "off" and before and before.level in {"ok", "failed"}:
        level = "failed"  # nobody stopped it
    return Seen(status.name, level, reason, status.restarts, asked)


def look(layout: Layout, before: Mapping[str, Seen]) -> list[Seen]:
    """All services; none while they cannot be asked. Reads some small files and the process table."""
    try:
        asked = {name: records.asked(layout, name) for name in records.names(layout) if name != records.ENGINE}
        found = [one for one in control.status(layout) if one.name in asked]  # how the engine is, its state tells
        return [_seen(layout, one, before.get(one.name), asked[one.name]) for one in found]
    except OSError:
        return []


def _seen(layout: Layout, status: Status, before: Seen | None, asked: tuple[int, int]) -> Seen:
    """What is asked for while we look makes what was read doubtful."""
    settled = control.settled(layout, status) and records.asked(layout, status.name) == asked
    return seen(status, settled=settled, before=before, asked=asked)


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
