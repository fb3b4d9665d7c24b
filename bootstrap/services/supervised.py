"""An installation's services in the hands of our supervisor: what setup and the verbs ask of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bootstrap.services import control, leader, probes, records
from bootstrap.services.said import said
from bootstrap.services.spec import load
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout
    from bootstrap.services.control import Status
    from bootstrap.services.spec import ServiceSpec

_MOST: Final = 1_000_000  # lines, of which a probe may have left nearly all


class Supervised:
    """Services as children of bootstrap.services.supervisor.

    Args:
        layout: of the installation.
    """

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def definition(self, spec: ServiceSpec) -> dict[Path, str]:
        """Its JSON; what it was started with is in the supervisor's record."""
        return {records.definition_path(self._layout, spec.name): spec.text()}

    def start(self, spec: ServiceSpec, *, anew: bool) -> None:
        """Have it run; `anew` replaces a running process. Returns before it is ready."""
        control.start(self._layout, spec.name, anew=anew)

    def outdated(self) -> bool:
        """Whether its supervisor is of another version of this program."""
        return leader.outdated(self._layout)

    def renew(self) -> None:
        """Replace such a supervisor; services that run go on."""
        if self.outdated():
            leader.ensure(self._layout)

    def stop(self, name: str) -> None:
        """End it and wait until its process is gone."""
        control.stop(self._layout, name)

    def remove(self, name: str) -> None:
        """End it and remove its files."""
        if name in records.names(self._layout):
            control.remove(self._layout, name)

    def wanted(self, name: str) -> bool:
        """Whether it shall run: if not, the supervisor will end it at its next look."""
        return records.read_want(self._layout, name).up

    def status(self, name: str) -> Status | None:
        """How it is, within milliseconds even if it hangs; None if it is not defined."""
        return next((found for found in control.status(self._layout) if found.name == name), None)

    def statuses(self) -> list[Status]:
        """All that are defined here."""
        return control.status(self._layout)

    def logs(self, name: str, lines: int) -> list[str]:
        """The end of its log file, without secrets and without what looking at it leaves there."""
        found = said(self._layout, name, _MOST)
        try:
            probe = load(records.definition_path(self._layout, name)).ready
        except UserError:  # of something that is no service here, or is no longer
            return found[-lines:]
        return probes.without_traces(probe, found)[-lines:]
