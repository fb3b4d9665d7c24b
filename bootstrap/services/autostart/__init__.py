"""Having the operating system start the supervisor, and start it again if it dies. One file a system."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Protocol

from bootstrap.services.autostart.launchd import LaunchAgent
from bootstrap.services.autostart.systemd import SystemdUnit
from bootstrap.services.autostart.windows import ScheduledTask
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout
    from bootstrap.services.autostart.command import Run


class Autostart(Protocol):
    """An entry in the operating system."""

    @property
    def path(self) -> Path:
        """File that defines it."""
        ...

    @property
    def encoding(self) -> str:
        """Of that file."""
        ...

    def text(self) -> str:
        """What is in that file."""
        ...

    def ours(self) -> bool:
        """Whether the file is there and about this installation: another one's has the same name."""
        ...

    def check(self) -> None:
        """Ask the system whether it could take one up; changes nothing.

        Raises:
            UserError: it could not.
        """
        ...

    def active(self) -> bool:
        """Whether the system has taken it up."""
        ...

    def install(self) -> None:
        """Have the system take up what is in the file now, and start it.

        Raises:
            UserError: it does not.
        """
        ...

    def limit(self) -> str:
        """What the machine must have done before it is started; empty if nothing but its own start."""
        ...

    def remove(self) -> None:
        """Have the system forget it, and delete the file; nothing there is fine. The supervisor has ended before."""
        ...


def entry(layout: Layout, run: Run, system: str = sys.platform) -> Autostart:
    """The one for this system.

    Raises:
        UserError: we know none for it.
    """
    if system == "linux":
        return SystemdUnit(layout, run, system=os.geteuid() == 0)
    if system == "darwin":
        return LaunchAgent(layout, run)
    if system == "win32":
        return ScheduledTask(layout, run)
    raise UserError(
        f"automatic start is not supported on {system}", "start them manually: smart-intersection services start NAME"
    )
