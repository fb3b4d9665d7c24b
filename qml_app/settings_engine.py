"""Having the engine run on the file that was saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap import again
from bootstrap.engine_process import EngineProcess, is_alive
from core import paths
from core.errors import UserError
from core.live import read_state

if TYPE_CHECKING:
    from pathlib import Path


class EngineControl:
    """Asks the engine that runs to begin again, and starts one where none does; all of it waits.

    Args:
        runtime: where the engine publishes.
    """

    def __init__(self, runtime: Path) -> None:
        self._runtime = runtime
        self._own: EngineProcess | None = None

    def apply(self, config: Path) -> None:
        """Have an engine run on `config`. A running one is asked, and shows in its state how it went.

        Raises:
            UserError: none runs and none can be started, or it cannot be asked.
        """
        state = read_state(self._runtime)
        if is_alive(state) and state is not None:
            try:
                again.ask(self._runtime, state, config)
            except (OSError, KeyError) as error:
                raise UserError("the engine cannot be asked to begin again", "stop it and start it by hand") from error
            return
        if self._runtime != paths.runtime_dir():
            raise UserError("the engine does not run", f"start it with: smart-intersection run --config {config}")
        self.stop()
        own = self._own = EngineProcess(["--realtime", "--config", str(config)], None)
        own.wait_until_running(lambda _: None)

    def stop(self) -> None:
        """End the engine that was started here, if there is one."""
        own, self._own = self._own, None
        if own is not None:
            own.stop()
