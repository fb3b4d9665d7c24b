"""Which processes are ours, and how they are asked to end.

One is known by its `Identity`; one whose record was lost in a crash by a tag in its environment.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

TAG: Final = "SMART_INTERSECTION_SERVICE"
_INHERITED: Final = re.compile(
    r"PATH|PATHEXT|HOME|USER|LOGNAME|LANG|LC_\w+|TZ|TMPDIR|TEMP|TMP|(LD|DYLD)_LIBRARY_PATH|SSL_CERT_(FILE|DIR)"
    r"|(HTTPS?|NO|ALL)_PROXY|XDG_RUNTIME_DIR|SYSTEMROOT|SYSTEMDRIVE|WINDIR|COMSPEC|USERPROFILE|(LOCAL)?APPDATA|PROGRAMDATA"
)


def signal_group(one: Identity, *, kill: bool, event: str = "", interrupt: bool = False) -> None:
    """Ask a process and its children to end, or end them; nothing if it is gone.

    Args:
        one: the process.
        kill: do not ask.
        event: what it waits for on Windows; see windows_stop.
        interrupt: ask as Ctrl+C does; not on Windows.
    """
    if not one.alive():
        return
    if sys.platform == "win32":
        _end_on_windows(one.pid, kill=kill, event=event)
        return
    number = signal.SIGKILL if kill else signal.SIGINT if interrupt else signal.SIGTERM
    with suppress(ProcessLookupError, PermissionError):
        if os.getpgid(one.pid) == one.pid:
            os.killpg(one.pid, number)
        else:
            os.kill(one.pid, number)


def _end_on_windows(pid: int, *, kill: bool, event: str) -> None:
    import psutil  # noqa: PLC0415 - only here and where the system has no /proc: it is a quarter of the supervisor

    from bootstrap.services.windows_stop import ask_to_end  # noqa: PLC0415 - as above

    with suppress(ProcessLookupError, PermissionError, psutil.Error):
        if not kill:
            ask_to_end(pid, event)
            return
        process = psutil.Process(pid)
        for member in (*process.children(recursive=True), process):
            member.kill()


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
    for pid in _pids():
        if carries(pid, value) and (found := Identity.of(pid)):
            yield found


def carries(pid: int, value: str) -> bool:
    """Whether the process with this pid carries this tag."""
    if sys.platform == "linux":
        try:
            return f"{TAG}={value}".encode() in Path(f"/proc/{pid}/environ").read_bytes().split(b"\0")
        except OSError:
            return False
    import psutil  # noqa: PLC0415 - as above

    try:
        return psutil.Process(pid).environ().get(TAG) == value
    except (psutil.Error, OSError):
        return False


def _pids() -> list[int]:
    if sys.platform == "linux":
        return [int(one) for one in os.listdir("/proc") if one.isdecimal()]  # noqa: PTH208 - names are all we want
    import psutil  # noqa: PLC0415 - as above

    return psutil.pids()


def detached() -> dict[str, Any]:
    """Arguments for Popen: a group of its own, so that a Ctrl+C meant for us does not reach it."""
    if sys.platform == "win32":
        return {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW}
    return {"start_new_session": True}
