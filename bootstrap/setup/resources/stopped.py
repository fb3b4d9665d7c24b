"""Nothing of this installation runs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.services import control, records
from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding


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
