"""The operating system starts the supervisor, or does not, as the owner chose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.files import write_atomic
from bootstrap.services import leader
from bootstrap.services.autostart import Autostart, entry
from bootstrap.setup.resource import Difference, InOrder

if TYPE_CHECKING:
    from bootstrap.setup.context import Context
    from bootstrap.setup.resource import Finding

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
        return "start with the machine" if self.wanted else "do not start with the machine"

    def inspect(self, context: Context) -> Finding:
        """Missing, with other text, not taken up, there against the wish, or fine."""
        found = _entry(context)
        now = found.path.read_text("utf-8") if found.path.is_file() else ""
        if not self.wanted:
            return Difference("installed", now) if now else InOrder("not installed")
        if now != found.text():
            return Difference("its definition has changed" if now else "not installed", now, found.text())
        return InOrder("installed") if found.active() else Difference("the system has not taken it up")

    def apply(self, context: Context) -> None:
        """Write and take up, or remove."""
        found = _entry(context)
        if not self.wanted:
            found.remove()
            return
        found.path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(found.path, found.text())
        leader.dismiss(context.layout)  # its services go on; the one the system starts adopts them
        found.install()


def _entry(context: Context) -> Autostart:
    return entry(context.layout, lambda command: context.facts.run(command, _QUICK))
