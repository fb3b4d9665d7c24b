"""Nothing of this installation runs, and nobody starts it by mistake."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.services import control, records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bootstrap.converge.resource import Finding, Resource
    from bootstrap.setup.context import Context


def none_here(context: Context) -> Iterator[Resource]:
    """The services have ended, and no supervisor knows them; what they have stored stays, and the engine runs on."""
    if records.ENGINE not in records.names(context.layout):
        yield Stopped()
    for name in records.installed(context.layout):
        yield Undefined(name)


@dataclass(frozen=True, slots=True)
class Stopped:
    """All services and the supervisor have ended; what is defined stays defined."""

    name = "services stopped"

    def inspect(self, context: Context) -> Finding:
        """What runs."""
        running = [found.name for found in context.backend.statuses() if found.pid]
        if records.supervisor(context.layout):
            running.append("supervisor")
        return Difference(f"running: {', '.join(running)}") if running else InOrder("none runs")

    def apply(self, context: Context) -> None:
        """End them in order."""
        control.stop_all(context.layout)


@dataclass(frozen=True, slots=True)
class Undefined:
    """A service that is no longer known here.

    Args:
        service: its name.
    """

    service: str

    @property
    def name(self) -> str:
        """Which service."""
        return f"forget service {self.service}"

    def inspect(self, context: Context) -> Finding:
        """Whether it is defined."""
        known = context.backend.status(self.service) is not None
        return Difference("defined") if known else InOrder("not defined")

    def apply(self, context: Context) -> None:
        """Forget it."""
        context.backend.remove(self.service)
