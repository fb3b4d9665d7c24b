"""systemd: a unit of the user, or of the system when root installs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from bootstrap.services import records
from bootstrap.services.leader import ROOT, supervise
from core.errors import UserError

if TYPE_CHECKING:
    from bootstrap.layout import Layout
    from bootstrap.services.autostart.command import Run

_LINGER: Final = "sudo loginctl enable-linger"
UNIT: Final = "smart-intersection.service"
_WITHOUT: Final = "fix this, or go without automatic start: the services then run until the next reboot"
# KillMode: systemd ends the supervisor only, which ends its services in their order; if it is killed they go on, and
# the one that systemd starts next adopts them. Success is no reason to start again: then it was told to end.
_TEXT: Final = """\
# Written by setup; the next run writes it anew. Yours: {unit}.d/*.conf
[Unit]
Description=Smart Intersection services
After=network.target
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
Type=exec
ExecStart={command}
Environment={path}
KillMode=process
TimeoutStopSec=90
Restart=on-failure
RestartSec=2
UMask=0077
NoNewPrivileges=yes
StandardOutput=append:{log}
StandardError=inherit

[Install]
WantedBy={target}
"""


class SystemdUnit:
    """The unit file and systemctl.

    Args:
        layout: of the installation.
        run: runs systemctl.
        system: a unit of the whole system.
    """

    encoding = "utf-8"

    def __init__(self, layout: Layout, run: Run, *, system: bool) -> None:
        self._layout, self._run, self._system = layout, run, system

    @property
    def path(self) -> Path:
        """In the folder for the administrator's, or the user's own, units."""
        if self._system:
            return Path("/etc/systemd/system") / UNIT
        config = os.environ.get("XDG_CONFIG_HOME")
        return (Path(config) if config else _home() / ".config") / "systemd" / "user" / UNIT

    def text(self) -> str:
        """The unit."""
        return _TEXT.format(
            unit=UNIT,
            command=_command(supervise(self._layout)),
            path=_quoted(f"PYTHONPATH={ROOT}"),
            log=str(records.log_path(self._layout, "supervisor")).replace("%", "%%"),
            target="multi-user.target" if self._system else "default.target",
        )

    def ours(self) -> bool:
        """Whether the unit's command names this installation."""
        about = f"{_command(supervise(self._layout)[-2:])}\n"
        return self.path.is_file() and about in self.path.read_text("utf-8", "replace")

    def check(self) -> None:
        """Whether systemd runs here, and for us.

        Raises:
            UserError: it does not.
        """
        code, text = self._systemctl("show", "-p", "Version")
        if code:
            raise UserError(f"systemd does not respond: {' '.join(text.split())}", _WITHOUT)

    def active(self) -> bool:
        """Enabled, running, and with the unit that is on the disk."""
        code, text = self._systemctl("show", "-p", "ActiveState,UnitFileState,NeedDaemonReload", UNIT)
        found = dict(line.partition("=")[::2] for line in text.splitlines())
        wanted = {"ActiveState": "active", "UnitFileState": "enabled", "NeedDaemonReload": "no"}
        return code == 0 and found == wanted

    def install(self) -> None:
        """Reload, enable, start; a user's unit shall also run while nobody is logged in.

        Raises:
            UserError: systemd refuses.
        """
        if not self._system:
            self._run(["loginctl", "enable-linger"])  # refused on some systems: `limit` tells
        for command in (["daemon-reload"], ["enable", UNIT], ["restart", UNIT]):
            code, text = self._systemctl(*command)
            if code:
                raise UserError(f"systemctl {' '.join(command)} failed: {' '.join(text.split())}", _WITHOUT)

    def limit(self) -> str:
        """Whether a user's services wait for the user, because the system refused to have them linger."""
        if self._system or "Linger=yes" in self._run(["loginctl", "show-user", str(os.getuid()), "-p", "Linger"])[1]:
            return ""
        who = psutil.Process().username()
        return f"it starts when you log in, not when the machine starts; an administrator allows it: {_LINGER} {who}"

    def remove(self) -> None:
        """Disable, delete, reload."""
        if self.path.exists():
            self._systemctl("disable", "--now", UNIT)
            self.path.unlink()
            self._systemctl("daemon-reload")

    def _systemctl(self, *words: str) -> tuple[int, str]:
        if not self._system:  # missing in shells that were not started by a login
            os.environ.setdefault("XDG_RUNTIME_DIR", f"/run/user/{os.getuid()}")
        return self._run(["systemctl", *([] if self._system else ["--user"]), *words])


def _command(words: list[str]) -> str:
    return " ".join(_quoted(word).replace("$", "$$") for word in words)


def _quoted(word: str) -> str:
    """A word in systemd's quotes (systemd.service, "Command lines"; systemd.unit, "Specifiers")."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _home() -> Path:
    """The user's; of one that the system does not know and that has none (`docker run --user`), where nothing is."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")
