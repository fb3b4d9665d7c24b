"""launchd: an agent of the user on macOS."""

from __future__ import annotations

import html
import os
import plistlib
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.services import records
from bootstrap.services.leader import ROOT, supervise
from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout
    from bootstrap.services.autostart.command import Run

LABEL: Final = "org.smart-intersection.services"
_LOG_IN: Final = "log in to the desktop and run this again"
_LOOKS: Final = 300
_PAUSE: Final = 0.1


class LaunchAgent:
    """The property list and launchctl.

    Args:
        layout: of the installation.
        run: runs launchctl.
        uid: the user's number; None for ours.
        pause: waits between two looks.
    """

    encoding = "utf-8"

    def __init__(
        self, layout: Layout, run: Run, uid: int | None = None, pause: Callable[[float], None] = time.sleep
    ) -> None:
        self._layout, self._run, self._pause = layout, run, pause
        self._domain = f"gui/{os.getuid() if uid is None else uid}"

    @property
    def path(self) -> Path:
        """In the user's own agents."""
        return Path.home() / "Library" / "LaunchAgents" / f"{LABEL}.plist"

    def text(self) -> str:
        """The agent: kept alive unless it ends by itself with success; its services are no business of launchd."""
        log = str(records.log_path(self._layout, "supervisor"))
        agent = {
            "Label": LABEL,
            "ProgramArguments": supervise(self._layout),
            "EnvironmentVariables": {"PYTHONPATH": str(ROOT)},
            "RunAtLoad": True,
            "KeepAlive": {"SuccessfulExit": False},
            "AbandonProcessGroup": True,
            "ExitTimeOut": 90,
            "ThrottleInterval": 5,
            "Umask": 0o077,
            "StandardOutPath": log,
            "StandardErrorPath": log,
        }
        return plistlib.dumps(agent).decode()

    def ours(self) -> bool:
        """Whether the agent's command names this installation."""
        about = f"<string>{html.escape(supervise(self._layout)[-1], quote=False)}</string>"
        return self.path.is_file() and about in self.path.read_text("utf-8", "replace")

    def check(self) -> None:
        """Whether launchd has a place for our agents.

        Raises:
            UserError: it has none: we are not logged in on the desktop.
        """
        code, text = self._run(["launchctl", "print", self._domain])
        if code:
            raise UserError(f"launchctl domain {self._domain} not found: {' '.join(text.split())}", _LOG_IN)

    def active(self) -> bool:
        """Whether launchd has it loaded and it runs."""
        code, text = self._run(["launchctl", "print", f"{self._domain}/{LABEL}"])
        return code == 0 and "state = running" in text

    def install(self) -> None:
        """Take a loaded one out and load the file.

        Raises:
            UserError: launchd refuses.
        """
        service = f"{self._domain}/{LABEL}"
        self._run(["launchctl", "bootout", service])
        for _ in range(_LOOKS):  # it answers before it is done, and would refuse the next one
            if self._run(["launchctl", "print", service])[0]:
                break
            self._pause(_PAUSE)
        self._run(["launchctl", "enable", service])  # one that was switched off could not be loaded
        code, text = self._run(["launchctl", "bootstrap", self._domain, str(self.path)])
        if code:
            raise UserError(f"launchctl rejected the agent: {' '.join(text.split())}", _LOG_IN)

    def limit(self) -> str:
        """Launchd has a place for it once its user is there."""
        return "it starts when you log in to the desktop, not when the machine starts"

    def remove(self) -> None:
        """Take it out and delete the file."""
        if self.path.exists():
            self._run(["launchctl", "bootout", f"{self._domain}/{LABEL}"])
            self.path.unlink()
