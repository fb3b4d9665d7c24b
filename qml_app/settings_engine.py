"""Having the engine run on the file that was saved."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bootstrap import again
from bootstrap.engine_process import EngineProcess, is_alive
from core import paths
from core.errors import UserError
from core.live import read_state


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


def told(runtime: Path) -> tuple[dict[str, Any], bool]:
    """When the engine began, on which file, if that has changed since, what it refused; and whether it lives."""
    state = read_state(runtime) or {}
    told = {key: state.get(key) for key in ("started", "config", "refused")}
    if isinstance(told["config"], str):
        path = Path(told["config"]).resolve()
        told |= {"config": str(path), "older": _changed(path) > float(told["started"] or 0)}
    return told, is_alive(state)


def _changed(path: Path) -> float:
    """When the file was written last, seconds since the epoch; 0 where there is none."""
    try:
        return path.stat().st_mtime
    except OSError:
        return 0.0
