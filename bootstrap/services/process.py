"""Which process is ours: pid alone is not enough, numbers are used again.

A process is known by (pid, creation time); one whose record was lost in a crash by a tag in its environment.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil

from bootstrap.services.windows_stop import ask_to_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TAG: Final = "SMART_INTERSECTION_SERVICE"
_INHERITED: Final = re.compile(
    r"PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|(LD|DYLD)_LIBRARY_PATH|SSL_CERT_(FILE|DIR)"
    r"|(HTTPS?|NO|ALL)_PROXY|XDG_RUNTIME_DIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|USERPROFILE|(LOCAL)?APPDATA|PROGRAMDATA"
)
_START_TICKS: Final = 19  # field of /proc/PID/stat, counted from behind the name


@dataclass(frozen=True, slots=True)
class Identity:
    """A process: its pid and a text that says when it was made, which no other process with this pid ever had."""

    pid: int
    created: str

    @classmethod
    def of(cls, pid: int) -> Identity | None:
        """The process that has this pid now; None if there is none, or only its remains."""
        try:
            process = psutil.Process(pid)
            if process.status() == psutil.STATUS_ZOMBIE:
                return None
            return cls(pid, _created(process))
        except (psutil.Error, OSError):
            return None

    @classmethod
    def read(cls, data: Mapping[str, Any]) -> Identity | None:
        """From a record; None if it holds none."""
        pid, created = data.get("pid"), data.get("created")
        return cls(pid, created) if isinstance(pid, int) and pid > 0 and isinstance(created, str) else None

    def alive(self) -> bool:
        """Whether this very process still runs."""
        return Identity.of(self.pid) == self

    def signal_group(self, *, kill: bool, event: str = "") -> None:
        """Ask it and its children to end, or end them; nothing if it is gone.

        Args:
            kill: do not ask.
            event: what it waits for on Windows; see windows_stop.
        """
        if not self.alive():
            return
        try:
            _signal(self.pid, kill=kill, event=event)
        except (ProcessLookupError, PermissionError, psutil.Error):
            return


def _created(process: psutil.Process) -> str:
    """On Linux in ticks of this boot: as a date it would move whenever the clock is set."""
    if sys.platform != "linux":
        return repr(process.create_time())
    boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    stat = Path(f"/proc/{process.pid}/stat").read_text("utf-8", "replace")
    return f"{boot}:{stat.rpartition(')')[2].split()[_START_TICKS]}"


def _signal(pid: int, *, kill: bool, event: str) -> None:
    if sys.platform == "win32":
        process = psutil.Process(pid)
        if kill:
            for member in (*process.children(recursive=True), process):
                member.kill()
        else:
            ask_to_end(pid, event)
    elif os.getpgid(pid) == pid:
        os.killpg(pid, signal.SIGKILL if kill else signal.SIGTERM)
    else:
        os.kill(pid, signal.SIGKILL if kill else signal.SIGTERM)


def inherited(environment: Mapping[str, str]) -> dict[str, str]:
    """What a service may have of the environment setup was called in.

    Not all of it: it may hold a camera's password, or settings of a service (GF_…, INFLUXD_…) that would be stronger
    than its configuration.
    """
    return {name: value for name, value in environment.items() if _INHERITED.fullmatch(name.upper())}


def tag(prefix: Path, name: str) -> str:
    """What a service's processes carry in their environment."""
    return f"{hashlib.sha256(str(prefix).encode()).hexdigest()[:16]}:{name}"


def tagged(value: str) -> Iterator[Identity]:
    """Living processes that carry this tag; those of other users cannot be seen and are not ours."""
    for process in psutil.process_iter():
        try:
            if process.environ().get(TAG) == value and process.status() != psutil.STATUS_ZOMBIE:
                yield Identity(process.pid, _created(process))
        except (psutil.Error, OSError):
            continue


def carries(pid: int, value: str) -> bool:
    """Whether the process with this pid carries this tag."""
    try:
        return psutil.Process(pid).environ().get(TAG) == value
    except (psutil.Error, OSError):
        return False


def detached() -> dict[str, Any]:
    """Arguments for Popen: a group of its own, so that a Ctrl+C meant for us does not reach it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
