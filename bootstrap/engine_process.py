"""The engine as a process of its own: is one alive, start one, stop it gracefully."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

import psutil

from bootstrap import again
from bootstrap.again import Asked
from bootstrap.effective import pack
from bootstrap.engine_said import Said
from bootstrap.services.process import detached
from core import paths, private
from core.errors import UserError
from core.live import read_state
from core.patience import patiently
from core.processes import lives
from core.utf8 import SPEAKS_UTF8

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from bootstrap.effective import Effective

#: Set for engines that are not alone with their terminal: whoever starts them asks before anything is downloaded.
ASK_FIRST: Final = "SMART_INTERSECTION_ASK_FIRST"
_RUN: Final = (sys.executable, "-m", "bootstrap.cli", "run")
_START_SECONDS: Final = 300.0  # a model's first export takes its time
_STOP_SECONDS: Final = 20.0
_SIGNALS: Final = os.name != "nt"


def is_alive(state: dict[str, Any] | None) -> bool:
    """Whether the process that wrote `state` still runs. A process id alone proves nothing: ids are used again."""
    if not state or state.get("stopped"):
        return False
    return lives(state)


def at_work(state: Mapping[str, Any]) -> str:
    """In words which engine runs, and on what."""
    file = (state.get("effective") or {}).get("file") or state.get("config")
    cameras = state.get("cameras")
    sources = [str(one.get("source")) for one in cameras.values()] if isinstance(cameras, dict) else []
    what = file or ", ".join(sources[:3])
    return f"an engine is already running (process {state.get('pid')}{f', on {what}' if what else ''})"


def log_file() -> Path:
    """Where an engine without a terminal writes its log."""
    return paths.state_dir() / "logs" / "engine.log"


class EngineProcess:
    """An engine that this process started, and that ends with it.

    Args:
        arguments: of the verb `run`.
        one: what it runs on, handed over through a pipe: a password in it is in no list of processes.
    """

    def __init__(self, arguments: Sequence[str], one: Effective) -> None:
        environment = {**os.environ, **SPEAKS_UTF8, ASK_FIRST: "1"}
        environment.pop("SMART_INTERSECTION_SOURCE", None)
        with _fresh(log_file()) as log:
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and verb
                [*_RUN, "--from-stdin", "--ends-with", str(os.getpid()), *arguments],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                env=environment,
                **detached(),  # Ctrl-C in the terminal is ours to pass on
            )
        self._said = Said(log_file(), 0)
        self._hand_over(one)

    def _hand_over(self, one: Effective) -> None:
        pipe = self._process.stdin
        if pipe is None:
            return
        with suppress(OSError), pipe:  # it ended already; whoever waits for it is told why
            pipe.write(pack(one).encode())

    def wait_until_running(self, show: Callable[[str], None]) -> None:
        """Return once the engine tells its state.

        Args:
            show: told what slow thing the engine is doing.

        Raises:
            UserError: it ended instead, or says nothing.
        """
        give_up = time.monotonic() + _START_SECONDS
        while time.monotonic() < give_up:
            state = read_state(paths.runtime_dir())
            if is_alive(state) and self._is_ours(state or {}):
                return
            if self.code() is not None:
                raise self._said.why_it_ended()
            if line := self._said.step():
                show(line)
            time.sleep(0.05)
        self.stop()
        raise UserError("the engine does not start", f"check the log: {log_file()}")

    def _is_ours(self, state: dict[str, Any]) -> bool:
        """Whether `state` is that of our process, or, as in a Windows environment, of the Python it started."""
        try:
            return self._process.pid in (state["pid"], psutil.Process(state["pid"]).ppid())
        except psutil.Error:
            return False

    def code(self) -> int | None:
        """Exit code, or None while it runs."""
        return self._process.poll()

    def stop(self) -> int:
        """Ask it to stop, wait for its report, and end it by force only if it does not listen."""
        if self._process.poll() is None:
            self._ask_to_end()
        try:
            return self._process.wait(_STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()

    def _ask_to_end(self) -> None:
        """By a signal; Windows has none for a process without our console: there it finds a note."""
        if _SIGNALS:
            self._process.send_signal(signal.SIGTERM)
            return
        state = read_state(paths.runtime_dir()) or {}
        if is_alive(state) and self._is_ours(state):
            with suppress(OSError):  # not heard: ended by force in the end
                again.ask(paths.runtime_dir(), state, Asked(end=True))
        else:
            self._process.kill()  # it has not begun to count


def _fresh(path: Path) -> Any:  # noqa: ANN401 - an open binary file
    """A new log; the one before is kept once."""
    private.folder(path.parent)
    private.clear_the_way(path)
    if path.exists():
        patiently(lambda: path.replace(path.with_suffix(".log.1")))
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")
