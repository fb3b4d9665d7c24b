"""This user's engine, whoever started it: the one way in which app and command line start, restart and stop it."""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import psutil

from bootstrap import again, engine_service, pytorch
from bootstrap.again import Asked
from bootstrap.effective import current, effective, read, settings, write
from bootstrap.engine_process import is_alive
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bootstrap.effective import Effective

SIMULATOR: Final = "simulator"
#: Exit code of a window that leaves the engine it was opened with to count in the background.
LEFT: Final = 75
_HEARD_SECONDS: Final = 5.0  # it looks ten times a second
_END_SECONDS: Final = 20.0
_AGAIN_SECONDS: Final = 300.0  # a model's first export takes its time
_TICK: Final = 0.05


def beginning(runtime: Path, given: Path | None) -> Effective:
    """What an engine is to be started on: what the last one ran on, changes that were not saved included.

    Args:
        runtime: where engines publish.
        given: the configuration to take where none ever ran; without it what `up` takes.

    Raises:
        UserError: that file cannot be used.
    """
    last = read(runtime)
    return current(last) if last else effective(given, None, None)


def end(runtime: Path) -> None:
    """Have the engine that publishes in `runtime` end, politely and then by force; returns when its process is gone.

    Raises:
        UserError: it is somebody else's.
    """
    if runtime == paths.runtime_dir():
        engine_service.stop()
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
        raise UserError("the engine cannot be stopped from here", f"stop it where it was started: {error}") from error


class EngineControl:
    """Starts, restarts and ends the engine; everything but `stop` waits.

    Args:
        runtime: where it publishes; only where engines publish by themselves one can be started.
        given: the configuration for an engine of which nothing else is known.
    """

    def __init__(self, runtime: Path, given: Path | None = None) -> None:
        self.offered = runtime == paths.runtime_dir()
        self._runtime, self._given = runtime, given
        self._own = False
        self._leaving = threading.Event()
        self._waiting: Effective | None = None
        #: Told the name of a model that waits for PyTorch, on whatever thread it turns out.
        self.needs_pytorch: Callable[[str], None] = lambda _model: None
        self._one_at_a_time = threading.Lock()

    def run(self, one: Effective) -> None:
        """Have an engine run on `one`: the one that runs takes it over, else one is started.

        Raises:
            UserError: it cannot run; an engine that runs goes on as before.
        """
        with self._one_at_a_time:
            number = self._ask(Asked(one))
            if number is None:
                self._start(one)
                return
            with self._remembered(one):
                if refused := self._answer(number):
                    raise UserError(*_split(refused))

    def resume(self) -> None:
        """Run what had to wait for PyTorch; without such a thing, start as it ran last.

        Raises:
            UserError: it cannot run.
        """
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            self.start()
        else:
            self.run(waiting)

    def look_ahead(self) -> None:
        """Tell `needs_pytorch` if no engine runs and what would be started next has to wait for PyTorch.

        Raises:
            UserError: what would be started is wrong.
        """
        last = read(self._runtime)
        if last is None or not self.offered or _living(self._runtime) is not None:
            return
        if model := pytorch.missing(settings(last)):
            self._waiting = last
            self.needs_pytorch(Path(model).name)

    def keep(self, one: Effective) -> None:
        """Have the next engine start on `one`, or the one that runs take it over; starts none.

        Raises:
            UserError: it cannot run; an engine that runs goes on as before.
            OSError: it cannot be kept.
        """
        settings(one)
        if _living(self._runtime) is None:
            write(self._runtime, one)
        else:
            self.run(one)

    def start(self) -> None:
        """Have an engine run on what the last one ran on; nothing if one runs.

        Raises:
            UserError: it cannot be started.
        """
        with self._one_at_a_time:
            if _living(self._runtime) is None:
                self._start(beginning(self._runtime, self._given))

    def simulate(self) -> None:
        """Have an engine run on the simulated intersection; nothing if one runs.

        Raises:
            UserError: it cannot be started.
        """
        with self._one_at_a_time:
            if _living(self._runtime) is None:
                self._start(effective(None, SIMULATOR, None))

    def restart(self) -> None:
        """Have the engine begin again with what it runs on; one that does not hear is ended, and another started.

        Raises:
            UserError: it does not come back.
        """
        with self._one_at_a_time:
            number = self._ask(Asked())
            if number and _within(_HEARD_SECONDS, lambda: again.heard(self._runtime)):
                if refused := self._answer(number):
                    raise UserError(*_split(refused))
                return
            end(self._runtime)
            self._start(beginning(self._runtime, self._given))

    def end(self) -> None:
        """End the engine, whoever started it.

        Raises:
            UserError: it is somebody else's.
        """
        with self._one_at_a_time:
            end(self._runtime)

    @property
    def counts(self) -> bool:
        """Whether an engine runs that still counts: not one with only recordings that were counted or are looked at."""
        state = _living(self._runtime)
        return state is not None and _counts(state.get("cameras") or {})

    @property
    def owns(self) -> bool:
        """Whether the engine that was started here runs."""
        return self._own and _living(self._runtime) is not None

    def leave(self) -> None:
        """Let the engine that was started here go on when this process ends."""
        self._own = False

    def stop(self) -> None:
        """End the engine that was started here, if there is one, and start no other."""
        self._leaving.set()
        own, self._own = self._own, False
        if own:
            engine_service.stop()

    def _ask(self, wish: Asked) -> str | None:
        """Ask the engine that runs; the number of the wish, None if none runs."""
        state = _living(self._runtime)
        if state is None:
            return None
        try:
            return again.ask(self._runtime, state, wish)
        except (OSError, KeyError) as error:
            raise UserError("the engine does not accept requests", "stop it and start it again manually") from error

    def _answer(self, number: str) -> str:
        """What the engine says to a wish, once it has done or refused it: empty, or why not."""
        said: list[str] = []

        def settled() -> bool:
            found = again.answered(self._runtime, number)
            said.extend([] if found is None else [found])
            gone = not _same_process(read_state(self._runtime) or {})
            return bool(said) or gone or self._leaving.is_set()

        if not _within(_AGAIN_SECONDS, settled) or not said:
            raise UserError("the engine did not apply the changes", "start it again and check its log")
        return said[0]

    @contextmanager
    def _remembered(self, one: Effective) -> Iterator[None]:
        """What has to wait for PyTorch is kept for `resume`."""
        try:
            yield
        except UserError as error:
            if model := pytorch.model_in(str(error)):
                self._waiting = one
                self.needs_pytorch(model)
            raise

    def _start(self, one: Effective) -> None:
        if not self.offered:
            raise UserError("the engine is not running", "start it with: smart-intersection up")
        with self._remembered(one):
            self._own = True
            engine_service.begin(one, lambda _: None, self._leaving.is_set)


def _split(text: str) -> tuple[str, str]:
    """What is wrong and the remedy, from the words of an error."""
    what, _, remedy = text.partition(" — ")
    return what, remedy or "the engine continues unchanged"


def _living(runtime: Path) -> dict[str, Any] | None:
    """The state of the engine that runs; None if none does."""
    state = read_state(runtime)
    return state if is_alive(state) else None


def _same_process(state: Mapping[str, Any]) -> bool:
    """Whether the process that wrote it is there, begun again or not."""
    return is_alive({**state, "stopped": False})


def _counts(cameras: Mapping[str, Mapping[str, Any]]) -> bool:
    """Whether one of these does; of an engine that has told of none yet it is assumed."""
    through = [
        one.get("state") == "ended" or (one.get("playback") or {}).get("mode") == "preview" for one in cameras.values()
    ]
    return not through or not all(through)


def _within(seconds: float, true: Callable[[], bool]) -> bool:
    """Whether it becomes true in time."""
    late = time.monotonic() + seconds
    while not true():
        if time.monotonic() > late:
            return False
        time.sleep(_TICK)
    return True
