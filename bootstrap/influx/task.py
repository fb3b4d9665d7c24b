"""A Flux script that the server runs again and again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.influx.client import Influx
    from bootstrap.influx.site import Site
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding


@dataclass(frozen=True)
class ScheduledTask:
    """One active task of a name, with a script.

    Args:
        site: the server.
        task: its name, the same as in the script's `option task`.
        flux: the script.
    """

    site: Site
    task: str
    flux: str

    @property
    def name(self) -> str:
        """Which one."""
        return f"task {self.task}"

    def inspect(self, context: Context) -> Finding:
        """Missing, there twice, another script, switched off, or fine."""
        return self.site.look(context, self._look)

    def _look(self, influx: Influx, org: str) -> Finding:
        found = influx.tasks(org, self.task)
        if len(found) != 1:
            return Difference("missing" if not found else f"exists {len(found)} times", after=self.flux)
        if found[0].flux != self.flux:
            return Difference("its script has changed", found[0].flux, self.flux)
        return InOrder("active") if found[0].status == "active" else Difference("switched off")

    def apply(self, context: Context) -> None:
        """Make it or mend the oldest one, and delete the others."""
        influx, org = self.site.enter(context)
        found = sorted(influx.tasks(org, self.task), key=lambda task: task.id)
        if not found:
            influx.make_task(org, self.flux)
            return
        influx.set_task(found[0].id, self.flux)
        for other in found[1:]:
            influx.delete_task(other.id)
