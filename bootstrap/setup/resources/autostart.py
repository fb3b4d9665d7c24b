"""The operating system starts the supervisor, or does not, as the owner chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.progress import Note
from bootstrap.converge.resource import Difference, InOrder
from bootstrap.files import write_atomic
from bootstrap.services import leader, records
from bootstrap.services.autostart import Autostart, entry
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.converge.resource import Finding
    from bootstrap.layout import Layout
    from bootstrap.setup.context import Context

_QUICK: Final = 60.0


@dataclass(frozen=True, slots=True)
class Autostarted:
    """An entry in the operating system.

    Args:
        wanted: there, or not there.
    """

    wanted: bool

    @property
    def name(self) -> str:
        """What about it."""
        return "start automatically with the machine" if self.wanted else "do not start automatically with the machine"

    def inspect(self, context: Context) -> Finding:
        """Missing, with other text, not taken up, there against the wish, or fine."""
        found = _entry(context)
        now = found.path.read_text(found.encoding, "replace") if found.path.is_file() else ""
        if not self.wanted:
            return Difference("installed", now) if found.ours() else InOrder("not installed")
        if now != found.text():
            return Difference("its definition has changed" if now else "not installed", now, found.text())
        return InOrder("installed") if found.active() else Difference("not registered with the system")

    def apply(self, context: Context) -> None:
        """Write and take up, or remove; the services go on, with a supervisor if they had one.

        Raises:
            UserError: the system does not take it up; nothing of it is left.
        """
        found, layout = _entry(context), context.layout
        attended = records.supervisor(layout) is not None
        if not self.wanted:
            _forget(found, layout, attended=attended)
            return
        found.check()
        found.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(found.path, found.text().encode(found.encoding), 0o644)
        leader.dismiss(layout)  # its services go on; the one the system starts adopts them
        try:
            found.install()
        except UserError:
            _forget(found, layout, attended=attended)
            raise
        if limit := found.limit():
            context.tell(Note(limit))


def _forget(found: Autostart, layout: Layout, *, attended: bool) -> None:
    leader.dismiss(layout)  # told to end by the system, it would end its services
    found.remove()
    if attended:
        leader.ensure(layout)


def _entry(context: Context) -> Autostart:
    return entry(context.layout, lambda command: context.facts.run(command, _QUICK))
