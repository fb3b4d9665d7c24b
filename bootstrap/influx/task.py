"""A Flux script that the server runs again and again, with the rights of the user who owns it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bootstrap.converge.resource import Difference, InOrder, Skip
from bootstrap.influx.site import NOTES

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.influx.client import Influx
    from bootstrap.influx.models import Task
    from bootstrap.influx.site import Site
    from bootstrap.setup.context import Context


@dataclass(frozen=True)
class ScheduledTask:
    """One active task of a name, with a script, that works.

    Nobody can give a task another owner: one whose owner was deleted is made anew. So is one whose last run failed, but
    only once: if that does not help, it is told.

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
        """Missing, there twice, another script, switched off, of nobody, failing, or fine."""
        return self.site.look(context, lambda influx, org: self._look(influx, org, context))

    def _look(self, influx: Influx, org: str, context: Context) -> Finding:
        found = influx.tasks(org, self.task)
        if len(found) != 1:
            return Difference("missing" if not found else f"exists {len(found)} times", after=self.flux)
        if found[0].flux != self.flux:
            return Difference("its script has changed", found[0].flux, self.flux)
        if found[0].status != "active":
            return Difference("switched off")
        return self._run(influx, found[0], context)

    def _run(self, influx: Influx, found: Task, context: Context) -> Finding:
        if not influx.user_exists(found.owner):
            return Difference("the user who owned it was deleted, so it has no rights")
        if found.last != "failed":
            return InOrder("active")
        why = f"its last run failed: {found.trouble or 'InfluxDB gives no reason'}"
        return Skip(f"{why}; creating it again did not help") if self._tried(context) == found.id else Difference(why)

    def apply(self, context: Context) -> None:
        """Make it, mend the oldest one or make it anew, and delete the others."""
        influx, org = self.site.enter(context)
        found = sorted(influx.tasks(org, self.task), key=lambda task: task.id)
        failing = [task for task in found if task.last == "failed"]
        lost = [task for task in found if task in failing or not influx.user_exists(task.owner)]
        kept = [task for task in found if task not in lost]
        if kept:
            influx.set_task(kept[0].id, self.flux)
        for other in [*lost, *kept[1:]]:
            influx.delete_task(other.id)
        if not kept:
            influx.make_task(org, self.flux)
            made = influx.tasks(org, self.task)
            context.notes.put(NOTES, self.name, made[0].id if failing and made else None)

    def _tried(self, context: Context) -> str:
        return str(context.notes.get(NOTES, self.name) or "")
