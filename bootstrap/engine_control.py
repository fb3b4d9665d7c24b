"""This user's engine, whoever started it: the one way in which app and command line start, restart and stop it."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Any, Final

import psutil

from bootstrap import again
from bootstrap.again import Asked
from bootstrap.engine_process import EngineProcess, is_alive
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

SIMULATOR: Final = "simulator"
_HEARD_SECONDS: Final = 5.0  # it looks ten times a second
_END_SECONDS: Final = 20.0
_AGAIN_SECONDS: Final = 300.0  # a model's first export takes its time
_TICK: Final = 0.05


def beginning(state: Mapping[str, Any], given: Path | None) -> tuple[list[str], str | None]:
    """What an engine is to be started on: what the last one ran on, else what `up` would take.

    Args:
        state: the last engine's, empty if there was none.
        given: the configuration to take where that says nothing.

    Returns:
        Arguments of the verb `run`, and the source.

    Raises:
        UserError: the last source had a password, which nobody has kept.
    """
    config, source, model = (state.get(key) for key in ("config", "source", "model"))
    if config is None and source is None:
        own = given or paths.own_config()
        config, source = (own, None) if own.is_file() else (None, SIMULATOR)
    if source is not None and "***" in source:
        raise UserError(
            f"the engine ran on {source}, and its password is kept nowhere",
            "add the camera in the settings, or start the engine in a terminal",
        )
    arguments = [*(("--config", str(config)) if config else ()), *(("--model", str(model)) if model else ())]
    return arguments, source


def end(runtime: Path) -> None:
    """Have the engine that publishes in `runtime` end, politely and then by force; returns when its process is gone.

    Raises:
        UserError: it is somebody else's.
    """
    state = _living(runtime)
    if state is None:
        return
    try:
        again.ask(runtime, state, Asked(end=True))
        if not _within(_END_SECONDS, lambda: not is_alive(state)):
            psutil.Process(int(state["pid"])).kill()
            _within(_END_SECONDS, lambda: not is_alive(state))
    except psutil.NoSuchProcess:
        return
    except (OSError, psutil.Error) as error:
        raise UserError("the engine cannot be stopped", f"end it where it was started: {error}") from error


class EngineControl:
    """Starts, restarts and ends the engine; everything but `stop` waits.

    Args:
        runtime: where it publishes; only where engines publish by themselves one can be started.
        given: the configuration for an engine of which nothing else is known.
    """

    def __init__(self, runtime: Path, given: Path | None = None) -> None:
        self.offered = runtime == paths.runtime_dir()
        self._runtime, self._given = runtime, given
        self._own: EngineProcess | None = None
        self._leaving = threading.Event()
        self._one_at_a_time = threading.Lock()

    def apply(self, config: Path) -> None:
        """Have an engine run on `config`. A running one is asked, and shows in its state how it went.

        Raises:
            UserError: none runs and none can be started, or it cannot be asked.
        """
        with self._one_at_a_time:
            if not self._ask(Asked(config)):
                self._start(["--config", str(config)], None)

    def start(self) -> None:
        """Have an engine run on what the last one ran on; nothing if one runs.

        Raises:
            UserError: it cannot be started.
        """
        with self._one_at_a_time:
            if _living(self._runtime) is None:
                self._start(*beginning(read_state(self._runtime) or {}, self._given))

    def simulate(self) -> None:
        """Have an engine run on the simulated intersection; nothing if one runs.

        Raises:
            UserError: it cannot be started.
        """
        with self._one_at_a_time:
            if _living(self._runtime) is None:
                self._start([], SIMULATOR)

    def restart(self) -> None:
        """Have the engine begin again with what it runs on; one that does not hear is ended, and another started.

        Raises:
            UserError: it does not come back.
        """
        with self._one_at_a_time:
            before = read_state(self._runtime) or {}
            if self._ask(Asked()) and _within(_HEARD_SECONDS, lambda: again.heard(self._runtime)):
                self._await_another(before)
                return
            end(self._runtime)
            self._start(*beginning(before, self._given))

    def end(self) -> None:
        """End the engine, whoever started it.

        Raises:
            UserError: it is somebody else's.
        """
        with self._one_at_a_time:
            end(self._runtime)

    def stop(self) -> None:
        """End the engine that was started here, if there is one, and start no other."""
        self._leaving.set()
        own, self._own = self._own, None
        if own is not None:
            own.stop()

    def _ask(self, wish: Asked) -> bool:
        """Whether one runs, which has been asked then."""
        state = _living(self._runtime)
        if state is None:
            return False
        try:
            again.ask(self._runtime, state, wish)
        except (OSError, KeyError) as error:
            raise UserError("the engine cannot be asked to begin again", "stop it and start it by hand") from error
        return True

    def _await_another(self, before: Mapping[str, Any]) -> None:
        """Wait for the state of an engine that began later."""

        def settled() -> bool:
            state = read_state(self._runtime) or {}
            return state.get("started") != before.get("started") or not _same_process(before)

        _within(_AGAIN_SECONDS, settled)
        state = _living(self._runtime)
        if state is None:
            raise UserError("the engine has not begun again", "start it; its log says why")
        if state.get("refused"):
            raise UserError(str(state["refused"]), "the engine goes on as before")

    def _start(self, arguments: list[str], source: str | None) -> None:
        if not self.offered:
            words = " ".join(arguments) or f"--source {source}"
            raise UserError("the engine does not run", f"start it with: smart-intersection run {words}")
        if self._own is not None:
            self._own.stop()
        own = self._own = EngineProcess(["--realtime", *arguments], source)
        if self._leaving.is_set():
            own.stop()
        own.wait_until_running(lambda _: None)


def _living(runtime: Path) -> dict[str, Any] | None:
    """The state of the engine that runs; None if none does."""
    state = read_state(runtime)
    return state if is_alive(state) else None


def _same_process(state: Mapping[str, Any]) -> bool:
    """Whether the process that wrote it is there, begun again or not."""
    return is_alive({**state, "stopped": False})


def _within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether it becomes true in time."""
    late = time.monotonic() + seconds
    while not true():
        if time.monotonic() > late:
            return False
        time.sleep(_TICK)
    return True
