"""The state that Grafana's database must be in before the server can start, or has to be stopped for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.grafana.provisioning import SOURCE_NAME
from bootstrap.grafana.site import DATASOURCE
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.grafana.database import Database
    from bootstrap.setup.context import Context

_EARLIER: Final = "InfluxDB"  # what our data source was called: a name that owners choose, too


def _titles() -> dict[str, str]:
    from bootstrap.grafana.alerting.rules import titles  # noqa: PLC0415 - who only looks at roles loads no settings

    return titles()


@dataclass(frozen=True)
class Condition:
    """Nothing in the database keeps Grafana from taking our files.

    Rules that were deleted with their folder leave earlier forms behind, and Grafana ends at its next start because of
    them (grafana/grafana#76795).

    Args:
        service: the server's name; stopped to mend the file. The resource that starts it comes later.
        database: its file.
    """

    service: str
    database: Database
    name = "database"

    def inspect(self, context: Context) -> Finding:
        """In somebody's way, or fine.

        Raises:
            UserError: another program has locked it, or the owner has a data source of our name.
        """
        del context
        self.database.check()
        others = [uid for uid in self.database.sources(SOURCE_NAME) if uid != DATASOURCE]
        if others:
            raise UserError(
                f"Grafana has another data source named {SOURCE_NAME!r} (uid {others[0]}), and setup would replace it",
                "rename that data source in Grafana, then run setup",
            )
        if count := self.database.leftovers(_titles()):
            return Difference(f"the alert rules were deleted, but {count} of their earlier versions remain")
        if self.database.source(DATASOURCE) == _EARLIER:
            return Difference(f"the data source has its earlier name, {_EARLIER}")
        return InOrder("usable")

    def apply(self, context: Context) -> None:
        """Mend it while the server is stopped; a copy of how it was is kept."""
        if context.backend.status(self.service):
            context.backend.stop(self.service)
        copy = self.database.copy()
        self.database.remove_leftovers(_titles())
        if self.database.source(DATASOURCE) == _EARLIER:
            self.database.rename_source(DATASOURCE, SOURCE_NAME)
        context.tell(Note(f"Grafana's database was repaired; a copy of the earlier one is kept at {copy}"))
