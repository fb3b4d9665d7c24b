"""Stage 0: from a fresh clone to the command line, with nothing but a Python. Standard library only.

Makes `.venv`, installs the pinned dependencies into it but for PyTorch, sees to the system's libraries, then goes on
inside. What was done is noted with a hash of pyproject.toml and constraints.txt; a note is written only after its step
has succeeded, so an interrupted installation is never taken for a whole one, and a second run does nothing but read
the note.
"""

from __future__ import annotations

import errno
import hashlib
import importlib.util
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from bootstrap import packages, system_packages, torch_install
from bootstrap.apt_script import GET
from bootstrap.host import Host, Stop
from bootstrap.steps import Arrivals, told

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[1]
_APP_VERBS: Final = ("up", "demo", "dashboard")
_ENGINE_VERBS: Final = ("run", *_APP_VERBS)
_VENV: Final = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"  # Debian's
_UNDER_WAY: Final = "under way"  # noted instead of a fingerprint; found later, it means: killed


def main(arguments: list[str]) -> int:
    """Prepare what is missing, then go on inside with `arguments`.

    Args:
        arguments: of the command line.

    Returns:
        Its exit code.
    """
    venv = ROOT / ".venv"
    host = Host(venv)
    try:
        prepare(host, ROOT, arguments)
    except Stop as stop:
        host.say(f"error: {stop}")
        return 2
    except OSError as error:
        host.say(f"error: {_told(error)}")
        return 2
    except KeyboardInterrupt:
        host.say("interrupted; run the same command again to continue")
        return 130
    return _continue_inside(host, arguments)


def _told(error: OSError) -> str:
    what = f"{error.filename or ROOT}: {error.strerror}"
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return f"{what} — the first start installs into {ROOT / '.venv'}; copy the folder to a writable location"
    return f"{what} — fix this and run the command again"


def prepare(host: Host, root: Path, arguments: list[str]) -> None:
    """Make everything true that the verb needs.

    Raises:
        Stop: something is missing that only the user can provide.
    """
    verb = next((word for word in arguments if not word.startswith("-")), "")
    test = verb == "test"
    extras = ["test"] if test else []
    if not is_installed(host, root, extras):
        from bootstrap.refuse import refuse  # noqa: PLC0415 - a second run must not pay for it

        refuse(arguments)
        packages.check_brought(root)
    planned = _system_plan(host, verb, arguments)  # what needs the user's hand is told before minutes are spent
    if not is_installed(host, root, extras):
        with alone(root / ".venv.lock", host):
            if not is_installed(host, root, extras):
                if not host.python.exists():
                    torch_install.require_room(host, root, _size(tests=test))
                _make_venv(host)
                _install(host, root, extras)
    if planned:
        system_packages.carry_out(host, planned)


def _system_plan(host: Host, verb: str, arguments: list[str]) -> system_packages.Plan | None:
    test = verb == "test"
    if "--help" in arguments or not (test or verb in _ENGINE_VERBS):
        return None
    window = verb in _APP_VERBS and "--headless" not in arguments and system_packages.has_screen()
    also = [] if host.is_environment or _can_make_environments() else [_VENV]
    return system_packages.plan(host, app=test or window, test=test, also=also)


def fingerprint(root: Path) -> str:
    """Changes whenever something else would be installed, or somewhere else."""
    digest = hashlib.sha256(str(root).encode())
    for name in ("pyproject.toml", "constraints.txt"):
        digest.update((root / name).read_bytes())
    return digest.hexdigest()


def is_installed(host: Host, root: Path, extras: list[str]) -> bool:
    """Whether the environment holds what pyproject.toml and constraints.txt say now, with at least these extras."""
    notes = host.notes()
    return (
        notes.get("installed") == fingerprint(root)
        and set(extras) <= set(notes.get("extras", []))
        and host.is_environment
    )


def _make_venv(host: Host) -> None:
    # A pip that was killed may have left half a package behind; one that failed by itself has cleaned up.
    whole = host.is_environment and not host.noted("installed", _UNDER_WAY)
    if whole and host.ask([str(host.python), "-m", "pip", "--version"])[0] == 0:
        return
    if not _can_make_environments():
        _get_ensurepip(host)
    if host.venv.is_symlink():  # whose environment that is nobody knows; it would be emptied
        raise Stop(f"{host.venv} is a link to {host.venv.resolve()}", "remove the link and run the command again")
    # --clear: what an interrupted run left is of no use.
    if host.run([sys.executable, "-m", "venv", "--clear", str(host.venv)], "creating .venv") != 0:
        raise Stop(f"cannot create {host.venv}", host.log_hint())


def _can_make_environments() -> bool:
    return all(importlib.util.find_spec(name) for name in ("ensurepip", "venv"))


def _get_ensurepip(host: Host) -> None:
    """Debian and Ubuntu ship Python without the means to make an environment."""
    prefix = host.privilege() if host.linux and host.which("apt-get") else None
    if prefix is None:
        hint = "install Python from python.org"
        if host.linux:
            hint = f"run: sudo apt-get install -y --no-install-recommends {_VENV}; then try again"
        raise Stop(f"this Python ({sys.executable}) cannot create virtual environments", hint)
    script = f"{GET}\nquiet_apt update\nget {_VENV}"
    if host.run([*prefix, "sh", "-c", script], f"installing {_VENV}") != 0:
        raise Stop(f"cannot install {_VENV}", host.log_hint())


def _install(host: Host, root: Path, extras: list[str]) -> None:
    """Install the product and what it runs on, with what it had before; tests need all of it, PyTorch too."""
    wanted = sorted({*extras, *host.notes().get("extras", [])})
    pytorch = bool(wanted) or bool(host.notes().get(torch_install.NOTE))
    size = _size(tests=bool(wanted))
    host.note("installed", _UNDER_WAY)
    now, _ = packages.requirements(root, wanted)
    there = "from the bundle" if packages.brought(root).is_dir() else f"about {told(size.download)} to download"
    title = f"installing the pinned packages ({there}, {told(size.disk)} on disk)"
    with Arrivals(host.venv / "downloads", size.download) as arrivals:
        _pip(host, packages.pip(host.python, root, *now), title, arrivals)
    product = ("--no-deps", "--no-build-isolation", "--editable", str(root))
    _pip(host, packages.pip(host.python, root, *product), "installing Smart Intersection")
    if pytorch:
        torch_install.install(host, root, torch_install.offer(host, root))
    host.note("extras", wanted)
    host.note("installed", fingerprint(root))


def _size(*, tests: bool) -> packages.Size:
    base, more = packages.BASE, packages.TESTS
    return packages.Size(base.download + more.download, base.disk + more.disk) if tests else base


def _pip(host: Host, command: list[str], title: str, arrivals: Arrivals | None = None) -> None:
    if host.run(command, title, arrivals=arrivals) != 0:
        host.note("installed", None)
        raise packages.failed("cannot install the packages", host)


@contextmanager
def alone(path: Path, host: Host) -> Iterator[None]:
    """One installation at a time in this checkout; the lock goes with the process that holds it."""
    with path.open("a+b") as file:
        if not _lock(file, wait=False):
            host.say("another installation is in progress; waiting for it")
            _lock(file, wait=True)
        yield


def _lock(file: IO[bytes], *, wait: bool) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt  # noqa: PLC0415 - only there

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        else:
            import fcntl  # noqa: PLC0415 - only there

            fcntl.flock(file, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except OSError:
        return False
    return True


def _continue_inside(host: Host, arguments: list[str]) -> int:
    command = [str(host.python), "-m", "bootstrap", *arguments]
    if os.name != "nt":
        sys.stderr.flush()
        os.execv(command[0], command)  # noqa: S606 - our own interpreter
    try:  # exec there returns to the shell before the program ends
        return subprocess.call(command)  # noqa: S603 - our own interpreter
    except KeyboardInterrupt:
        return 130
