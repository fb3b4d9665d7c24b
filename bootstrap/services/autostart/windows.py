"""Windows: a task of the user's at logon; takes no administrator, and no wrapper that speaks to the service manager."""

from __future__ import annotations

import html
import subprocess
from pathlib import PureWindowsPath
from typing import TYPE_CHECKING, Final

import psutil

from bootstrap.services.leader import ROOT, supervise
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.layout import Layout
    from bootstrap.services.autostart.command import Run

TASK: Final = "Smart Intersection"
# Only for this user: a trigger for everybody's logon takes an administrator. The defaults would end it after three
# days, on battery, and with a priority below that of programs (7); a failed one is started again every minute.
_TEXT: Final = """\
<?xml version="1.0" encoding="UTF-16"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <Triggers><LogonTrigger><Enabled>true</Enabled><UserId>{user}</UserId></LogonTrigger></Triggers>
  <Principals>
    <Principal id="Author">
      <UserId>{user}</UserId>
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <Priority>5</Priority>
    <ExecutionTimeLimit>PT0S</ExecutionTimeLimit>
    <RestartOnFailure><Interval>PT1M</Interval><Count>255</Count></RestartOnFailure>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{arguments}</Arguments>
      <WorkingDirectory>{folder}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"""


class ScheduledTask:
    """The task's XML and schtasks.

    Args:
        layout: of the installation.
        run: runs schtasks.
        user: domain and name; empty for ours.
    """

    encoding = "utf-16"  # as the task scheduler writes it: names of users and folders arrive whole

    def __init__(self, layout: Layout, run: Run, user: str = "") -> None:
        self._layout, self._run = layout, run
        self._user = user or psutil.Process().username()

    @property
    def path(self) -> Path:
        """In the installation; schtasks keeps a copy."""
        return self._layout.run / "autostart.xml"

    def text(self) -> str:
        """The task, without a console window."""
        program, *arguments = supervise(self._layout)
        windowless = PureWindowsPath(program).with_name("pythonw.exe")
        return _TEXT.format(
            program=html.escape(str(windowless), quote=False),
            arguments=html.escape(subprocess.list2cmdline(arguments), quote=False),
            folder=html.escape(str(ROOT), quote=False),
            user=html.escape(self._user, quote=False),
        )

    def ours(self) -> bool:
        """Whether it is there: it lies in the installation."""
        return self.path.is_file()

    def check(self) -> None:
        """Whether the task scheduler answers.

        Raises:
            UserError: it does not.
        """
        code, text = self._run(["schtasks", "/Query", "/FO", "CSV", "/NH"])
        if code:
            raise UserError(
                f"the task scheduler does not respond: {' '.join(text.split())}", "fix this and run the command again"
            )

    def active(self) -> bool:
        """Whether the task is known."""
        return self._run(["schtasks", "/Query", "/TN", TASK])[0] == 0

    def install(self) -> None:
        """Register, replacing one of this name, and start it.

        Raises:
            UserError: Windows refuses.
        """
        for command in (["/Create", "/TN", TASK, "/XML", str(self.path), "/F"], ["/Run", "/TN", TASK]):
            code, text = self._run(["schtasks", *command])
            if code:
                raise UserError(
                    f"schtasks {command[0]} failed: {' '.join(text.split())}", "fix this and run the command again"
                )

    def limit(self) -> str:
        """The task's trigger."""
        return "it starts when you log in, not when the machine starts"

    def remove(self) -> None:
        """Forget it and delete the file."""
        if self.path.exists():
            self._run(["schtasks", "/Delete", "/TN", TASK, "/F"])
            self.path.unlink()
