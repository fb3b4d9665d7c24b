"""What stage 0 asks of this machine, in one place, so that tests can give another. Standard library only."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from contextlib import contextmanager
from glob import glob
from typing import TYPE_CHECKING, Any, Final, TextIO

from core import private
from core.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from bootstrap.steps import Arrivals

_SBIN: Final = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))  # Debian keeps it from users' PATH
_TAIL: Final = 15  # lines that are shown
_KEPT: Final = 200
_PROBE_SECONDS: Final = 3.0


class Stop(Exception):  # noqa: N818 - it is how stage 0 ends, with a sentence
    """Stage 0 cannot go on: what is wrong and what to do; exit code 2."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} — {remedy}")
        self.what, self.remedy = what, remedy


class Host:
    """This machine, and the folder `.venv` in it.

    Args:
        venv: where stage 0 keeps its environment, notes and log.
        out: where progress goes; standard output belongs to the verbs.
        log: where the output of what is run goes; default: beside `venv`.
    """

    def __init__(self, venv: Path, out: TextIO = sys.stderr, log: Path | None = None) -> None:
        self.venv = venv
        self.linux = sys.platform == "linux"
        self._out = out
        self._notes = venv / "smart-intersection.json"
        self.last_words = ""  # of what was run last
        self._log = log or venv.with_name(".venv.log")

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

    @property
    def is_environment(self) -> bool:
        """Whether it is one: without its configuration, its interpreter is the system's, and pip installs there."""
        return self.python.exists() and (self.venv / "pyvenv.cfg").is_file()

    def say(self, text: str) -> None:
        """One line to the person in front of it."""
        print(text, file=self._out, flush=True)

    def which(self, program: str) -> str | None:
        """Path of a program, also of those only root usually runs."""
        return shutil.which(program, path=os.pathsep.join((os.environ.get("PATH", os.defpath), _SBIN)))

    def missing_libraries(self, names: Iterable[str]) -> list[str]:
        """Those shared objects that the dynamic loader does not find."""
        known = self._loader_cache()
        return [name for name in names if name not in known and not _loads(name)]

    def _loader_cache(self) -> set[str]:
        """Names in the loader's cache: one quick call instead of opening forty libraries."""
        ldconfig = self.which("ldconfig")
        if not ldconfig:
            return set()
        _, text = self.ask([ldconfig, "-p"])
        native = "x86-64" if os.uname().machine == "x86_64" else ""  # i386 libraries may stand beside them
        return {line.split(" ", 1)[0].strip() for line in text.splitlines() if "=>" in line and native in line}

    def has_mesa(self) -> bool:
        """Whether Mesa's software renderer is there."""
        return bool(glob("/usr/lib/*/dri/*swrast*") or glob("/usr/lib*/dri/*swrast*"))  # noqa: PTH207 - Path is slow to import

    def has_nvidia(self) -> bool:
        """Whether an NVIDIA driver is installed."""
        return os.path.exists("/proc/driver/nvidia") or bool(self.which("nvidia-smi"))  # noqa: PTH110 - as above

    def free(self, folder: Path) -> int:
        """Bytes that may still be written in `folder`."""
        return shutil.disk_usage(folder).free

    def reachable(self, address: str) -> bool:
        """Whether a server answers quickly."""
        import urllib.request  # noqa: PLC0415 - costs 40 ms that a second run must not pay

        request = urllib.request.Request(address, method="HEAD")  # noqa: S310 - our own https address
        try:
            with urllib.request.urlopen(request, timeout=_PROBE_SECONDS):  # noqa: S310 - as above
                return True
        except (OSError, ValueError):
            return False

    def privilege(self) -> list[str] | None:
        """What to put before a command so that root runs it; None if that would take a password."""
        if os.geteuid() == 0:
            return []
        if self.which("sudo") and self.ask(["sudo", "-n", "true"])[0] == 0:
            return ["sudo", "-n"]
        return None

    def ask(self, command: list[str]) -> tuple[int, str]:
        """Run something quick; exit code and output."""
        done = subprocess.run(  # noqa: S603 - our own commands, no shell
            command, capture_output=True, text=True, check=False, env={**os.environ, "LC_ALL": "C"}
        )
        return done.returncode, done.stdout

    def run(
        self,
        command: list[str],
        title: str,
        env: Mapping[str, str] | None = None,
        arrivals: Arrivals | None = None,
    ) -> int:
        """Run something slow under the eyes of the user; its whole output goes to the log. Returns its exit code.

        Args:
            command: what to run.
            title: what it does, for the user.
            env: variables it gets besides ours.
            arrivals: what it downloads, if it is pip.
        """
        from bootstrap.steps import Step  # noqa: PLC0415 - a second run must not pay for it

        step = Step(title, self._out, arrivals)
        tail: list[str] = []
        with self._log.open("a", encoding="utf-8") as log:
            log.write(f"\n== {title}\n")
            process = subprocess.Popen(  # noqa: S603 - our own commands, no shell
                command,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                text=True,
                errors="replace",
                env={**os.environ, **(env or {}), **(arrivals.environment() if arrivals else {})},
                umask=private.usual_umask() if os.name == "posix" else -1,  # system packages are for everybody
            )
            with process, step, _ending(process):
                for line in process.stdout or ():
                    log.write(line)
                    tail = [*tail[-_KEPT:], line.rstrip()]
                    step.tell(line.strip())
        self.last_words = "\n".join(tail)
        code = process.returncode
        step.end(ok=code == 0)
        if code:
            self.say("\n".join(f"  | {line}" for line in tail[-_TAIL:]))
        return code

    def log_hint(self) -> str:
        """Where the whole story is."""
        return f"check {self._log}, fix the problem and run this again"

    def notes(self) -> dict[str, Any]:
        """What was noted about this environment; empty if unreadable."""
        try:
            found = json.loads(self._notes.read_text("utf-8"))
        except (OSError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def noted(self, key: str, value: object) -> bool:
        """Whether exactly this was noted."""
        return self.notes().get(key) == value

    def note(self, key: str, value: object) -> None:
        """Remember, replacing the notes as a whole: a half-written note would be worse than none."""
        part = self._notes.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps({**self.notes(), key: value}), "utf-8")
        patiently(lambda: part.replace(self._notes))


@contextmanager
def _ending(process: subprocess.Popen[str]) -> Iterator[None]:
    """Whoever ends us ends what we have started: nothing goes on installing unseen, without our lock."""
    main = threading.current_thread() is threading.main_thread()  # elsewhere signals are not ours to take
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number)) if main else None
    try:
        yield
    except BaseException:
        process.terminate()
        raise
    finally:
        if main:
            signal.signal(signal.SIGTERM, before)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True
