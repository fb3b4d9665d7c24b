"""What this machine is like. Reads only; each fact is looked up when it is first asked for."""

from __future__ import annotations

import errno
import os
import platform
import shutil
import socket
import subprocess
import sys
import zoneinfo
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

import psutil

from bootstrap.engine_process import is_alive
from bootstrap.setup import language
from core import local_time, paths, private
from core.live import read_state

System = Literal["linux", "darwin", "windows"]
_SYSTEMS: Final[dict[str, System]] = {"linux": "linux", "darwin": "darwin", "win32": "windows"}
_ARCHES: Final = {
    "x86_64": "amd64",
    "amd64": "amd64",
    "aarch64": "arm64",
    "arm64": "arm64",
    "i386": "x86",
    "i686": "x86",
    "x86": "x86",
}
# Not in the PATH of users, nor in that of a Mac's desktop.
_ADMIN_FOLDERS: Final = (
    *("/usr/local/sbin", "/usr/sbin", "/sbin"),
    *("/opt/homebrew/sbin", "/opt/homebrew/bin", "/usr/local/bin"),
)
_FOREIGN: Final = ("GF_", "INFLUXD_", "INFLUX_")
LOOPBACK: Final = "127.0.0.1"
#: In place of an address: all of this machine, of both versions.
EVERYWHERE: Final = ""
_WILD: Final = ("0.0.0.0", "::")  # noqa: S104 - looked for, not listened on
#: For programs called from a window: on Windows each would open one of its own.
NO_WINDOW: Final[int] = getattr(subprocess, "CREATE_NO_WINDOW", 0)


@dataclass(frozen=True, slots=True)
class Holder:
    """Who listens on a port; `pid` is None if the system does not tell us."""

    pid: int | None
    name: str

    def __str__(self) -> str:
        return f"{self.name} (pid {self.pid})" if self.pid else self.name


class Facts:
    """This machine; tests give another one by subclassing."""

    @cached_property
    def system(self) -> System:
        """Operating system, in the catalogue's words."""
        return _SYSTEMS.get(sys.platform, "linux")

    @cached_property
    def arch(self) -> str:
        """Processor, in the catalogue's words."""
        machine = platform.machine().lower()
        return _ARCHES.get(machine, machine)

    @cached_property
    def release(self) -> str:
        """Which distribution this is: 'debian bookworm'; empty where there is none or it does not say."""
        try:
            told = platform.freedesktop_os_release()
        except OSError:
            return ""
        return f"{told['ID']} {told.get('VERSION_CODENAME') or told.get('VERSION_ID', '')}".strip()

    @cached_property
    def user(self) -> str:
        """Name of the user we run as."""
        return psutil.Process().username()

    @cached_property
    def privilege(self) -> list[str] | None:
        """What to put before a command so that root runs it without a password; None if there is no way."""
        if self.system == "windows" or os.geteuid() == 0:
            return []
        sudo = self.which("sudo")
        if sudo and self.run([str(sudo), "-n", "true"])[0] == 0:
            return [str(sudo), "-n"]
        return None

    @cached_property
    def package_manager(self) -> Literal["apt", "brew"] | None:
        """The one we know how to use."""
        if self.which("brew"):
            return "brew"
        return "apt" if self.which("apt-get") else None

    @cached_property
    def proxies(self) -> dict[str, str]:
        """Proxy settings of the environment, by scheme."""
        from urllib.request import getproxies  # noqa: PLC0415 - who fetches nothing does not pay for it

        return getproxies()

    @cached_property
    def timezone(self) -> str:
        """IANA's name of this machine's time zone; UTC where the system has another or tells none."""
        name = local_time.machine_name()
        return name if name and name in zoneinfo.available_timezones() else "UTC"

    @cached_property
    def system_timezone(self) -> str:
        """The same, whatever the shell says; empty if the system tells none."""
        return local_time.system_name() or ""

    @cached_property
    def language(self) -> str:
        """The language of this user, of those that the product speaks."""
        return language.of_user(os.environ)

    def which(self, program: str) -> Path | None:
        """Path of a program, also of those only root usually runs."""
        path = os.pathsep.join((os.environ.get("PATH", os.defpath), *_ADMIN_FOLDERS))
        found = shutil.which(program, path=path)
        return Path(found) if found else None

    def run(self, command: list[str], timeout: float = 600.0, text: str = "") -> tuple[int, str]:
        """Run something that reads `text`; exit code and all it wrote. 127: cannot be run, 124: took too long."""
        try:
            done = subprocess.run(  # noqa: S603 - our own commands, no shell
                command,
                input=text.encode(),
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=timeout,
                check=False,
                creationflags=NO_WINDOW,
                env={**_environment(), "LC_ALL": "C", "DEBIAN_FRONTEND": "noninteractive"},
                umask=private.usual_umask() if os.name == "posix" else -1,  # system packages are for everybody
            )
        except subprocess.TimeoutExpired:
            return 124, f"timed out after {timeout:.0f} s"
        except OSError as error:
            return 127, str(error)
        return done.returncode, decoded(done.stdout)

    def free_bytes(self, path: Path) -> int:
        """Free disk where `path` is or will be."""
        while not path.exists():
            path = path.parent
        return shutil.disk_usage(path).free

    def holder(self, port: int, host: str = LOOPBACK) -> Holder | None:
        """Who listens on a TCP port such that we cannot on `host`, or on one of all addresses; None if it is free."""
        if _free(host, port):
            return None
        try:
            connections = psutil.net_connections("tcp")
        except psutil.AccessDenied:  # macOS: of all processes only root may ask, of ours we may
            ours = next((pid for pid in psutil.pids() if self.listens(pid, port)), None)
            return Holder(ours, _process_name(ours))
        for found in connections:
            if _listens(found, port, host):
                return Holder(found.pid, _process_name(found.pid))
        return Holder(None, _process_name(None))

    def listens(self, pid: int, port: int) -> bool:
        """Whether a process of ours listens on a TCP port: asking about one is quick, about all is not."""
        try:
            found = psutil.Process(pid).net_connections("tcp")
        except psutil.Error:
            return False
        return any(_listens(one, port) for one in found)

    def engine(self) -> int | None:
        """Process id of this user's engine, if one runs; it may hold a port for the broker it brings along."""
        state = read_state(paths.runtime_dir())
        return int(state["pid"]) if state and is_alive(state) else None

    def free_port(self, wish: int, host: str = LOOPBACK) -> int:
        """The first port from `wish` on that nobody listens on there."""
        return next(port for port in range(wish, 65536) if _free(host, port))


def decoded(said: bytes, console: str = "oem" if os.name == "nt" else "utf-8") -> str:
    """Text of a program: UTF-8, or else in the code page of consoles, in which Windows' own programs speak.

    Args:
        said: what it wrote.
        console: that code page; known to Python as "oem".
    """
    try:
        return said.decode()
    except UnicodeDecodeError:
        return said.decode(console, "replace")


def _environment() -> dict[str, str]:
    """Ours but for settings of other Grafanas and InfluxDBs, which are stronger than the files of this one."""
    return {key: value for key, value in os.environ.items() if not key.upper().startswith(_FOREIGN)}


def _listens(found: Any, port: int, host: str = EVERYWHERE) -> bool:  # noqa: ANN401 - psutil has no type for both kinds
    if found.status != psutil.CONN_LISTEN or not found.laddr or found.laddr.port != port:
        return False
    return host == EVERYWHERE or found.laddr.ip in (host, *_WILD)


def _free(host: str, port: int) -> bool:
    return all(_can_bind(one, port) for one in (_WILD if host == EVERYWHERE else (host,)))


def _can_bind(host: str, port: int) -> bool:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.socket(family)
    except OSError:  # a machine without IPv6: nobody else can have the port there either
        return True
    with made as listener:
        if family == socket.AF_INET6:  # the one of version 4 is asked for by itself
            listener.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
        if (
            os.name != "nt"
        ):  # connections that linger after a stop do not count; on Windows it would allow two listeners
            listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((host, port))
        except OSError as error:
            return error.errno in (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)  # no such address here
        return True


def _process_name(pid: int | None) -> str:
    try:
        return psutil.Process(pid).name() if pid else "a program of another user"
    except psutil.Error:
        return "a program that has just exited"
