"""What stage 0 asks of this machine, in one place, so that tests can give another. Standard library only."""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager, suppress
from glob import glob
from typing import TYPE_CHECKING, Any, Final, TextIO

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_SBIN: Final = os.pathsep.join(("/usr/local/sbin", "/usr/sbin", "/sbin"))  # Debian keeps it from users' PATH
_TAIL: Final = 15


class Stop(Exception):  # noqa: N818 - it is how stage 0 ends, with a sentence
    """Stage 0 cannot go on: what is wrong and what to do; exit code 2."""

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} — {remedy}")


class Host:
    """This machine, and the folder `.venv` in it.

    Args:
        venv: where stage 0 keeps its environment, notes and log.
        out: where progress goes; standard output belongs to the verbs.
    """

    def __init__(self, venv: Path, out: TextIO = sys.stderr) -> None:
        self.venv = venv
        self.linux = sys.platform == "linux"
        self._out = out
        self._notes = venv / "smart-intersection.json"
        self._log = venv.with_name(".venv.log")

    @property
    def python(self) -> Path:
        """The environment's interpreter."""
        return self.venv / ("Scripts/python.exe" if os.name == "nt" else "bin/python")

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

    def run(self, command: list[str], title: str, env: Mapping[str, str] | None = None) -> int:
        """Run something slow under the eyes of the user; its whole output goes to the log. Returns its exit code."""
        step = _Step(title, self._out)
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
                env={**os.environ, **(env or {})},
            )
            with process, step, _ending(process):
                for line in process.stdout or ():
                    log.write(line)
                    tail = [*tail[-_TAIL:], line.rstrip()]
                    step.tell(line.strip())
        code = process.returncode
        step.end(ok=code == 0)
        if code:
            self.say("\n".join(f"  | {line}" for line in tail))
        return code

    def log_hint(self) -> str:
        """Where the whole story is."""
        return f"see {self._log}, mend what it says and run this again"

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
        part.replace(self._notes)


@contextmanager
def _ending(process: subprocess.Popen[str]) -> Iterator[None]:
    """Whoever ends us ends what we have started: nothing goes on installing unseen, without our lock."""
    before = signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        yield
    except BaseException:
        process.terminate()
        raise
    finally:
        signal.signal(signal.SIGTERM, before)


def _loads(name: str) -> bool:
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


class _Step:
    """Shows that a slow step lives: a rewritten line on a terminal, a line now and then elsewhere."""

    def __init__(self, title: str, out: TextIO) -> None:
        self._title, self._out = title, out
        self._terminal = out.isatty()
        self._period = 0.2 if self._terminal else 15.0
        self._begun = time.monotonic()
        self._doing = ""
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._show, daemon=True)

    def tell(self, line: str) -> None:
        self._doing = _condensed(line) or self._doing

    def __enter__(self) -> None:
        if not self._terminal:
            self._write(f"… {self._title}\n")
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def end(self, *, ok: bool) -> None:
        self._write(f"{self._clear()}{'✓' if ok else '✗'} {self._title} ({self._elapsed()})\n")

    def _show(self) -> None:
        while not self._over.wait(self._period):
            text = f"… {self._title} ({self._elapsed()}) {self._doing}"
            self._write(
                self._clear() + text[: shutil.get_terminal_size().columns - 1] if self._terminal else f"{text}\n"
            )

    def _clear(self) -> str:
        return "\r\x1b[2K" if self._terminal else ""

    def _elapsed(self) -> str:
        return f"{time.monotonic() - self._begun:.0f} s"

    def _write(self, text: str) -> None:
        encoding = self._out.encoding or "utf-8"
        with suppress(OSError):
            self._out.write(text.encode(encoding, "replace").decode(encoding))
            self._out.flush()


def _condensed(line: str) -> str:
    """What pip and apt are doing, without addresses and version ranges; empty if it tells nothing."""
    verb, _, rest = line.partition(" ")
    if verb in ("Collecting", "Downloading", "Building", "Unpacking"):
        name = re.split(r"[^\w.]", rest.split(" ", 1)[0].rsplit("/", 1)[-1])[0]
        size = re.search(r"\([\d.]+ [kMG]B\)$", line)
        return f"{verb.lower()} {name} {size.group() if size else ''}".rstrip()
    return "unpacking packages" if line.startswith("Installing collected packages") else ""
