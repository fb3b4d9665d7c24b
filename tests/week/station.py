"""The counting station: its engine, kept alive by whoever keeps it, and the power that can be cut."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from core.live import read_state

if TYPE_CHECKING:
    from collections.abc import Mapping

    from truth import Truth

_AGAIN: Final = 1.0  # seconds after which an engine that ended is started again


class Station:
    """One engine on `config`, started again when it ends; until then its power is on.

    Args:
        config: its configuration.
        log: where all that it says is appended.
        environment: of the engine.
        truth: learns of the engine, which is "up" once it tells its state, "ending" when it is asked to and "off" when
            it has ended, and of the power, which is "on" or "off".

    Attributes:
        ends: codes of engines that ended although nobody wished it.
        cuts: how often it was killed.
    """

    def __init__(self, config: Path, log: Path, environment: Mapping[str, str], truth: Truth) -> None:
        self._command = [sys.executable, "-m", "bootstrap.cli", "run", "--config", str(config), "--realtime"]
        self._log, self._environment, self._truth = log, dict(environment), truth
        self._runtime = Path(environment["SMART_INTERSECTION_HOME"]) / "run"
        self._engine: subprocess.Popen[bytes] | None = None
        self._keeper: threading.Thread | None = None
        self._power = threading.Event()
        self.ends: list[int] = []
        self.cuts = 0

    def boot(self) -> None:
        self._truth.is_now(power="on")
        self._power.set()
        self._keeper = threading.Thread(target=self._keep, daemon=True)
        self._keeper.start()

    def _keep(self) -> None:
        while self._power.is_set():
            with self._log.open("ab") as log:
                self._engine = subprocess.Popen(self._command, env=self._environment, stdout=log, stderr=log)
            code = self._wait(self._engine)
            self._truth.is_now(engine="off")
            if self._power.is_set():
                self.ends.append(code)
                time.sleep(_AGAIN)

    def _wait(self, engine: subprocess.Popen[bytes]) -> int:
        """Until it ends; it is up once it tells its state."""
        while (code := engine.poll()) is None:
            if (read_state(self._runtime) or {}).get("pid") == engine.pid:
                self._truth.is_now(engine="up")
                return engine.wait()
            time.sleep(0.1)
        return code

    def family(self) -> list[psutil.Process]:
        """The engine and all that it started."""
        with suppress(psutil.NoSuchProcess, AttributeError):
            engine = psutil.Process(self._engine.pid)  # type: ignore[union-attr] -- told above
            return [engine, *engine.children(recursive=True)]
        return []

    def power_cut(self) -> None:
        """Nothing of it runs any more, and nothing was told."""
        self._off()
        self._end(self.family())

    def engine_killed(self) -> list[psutil.Process]:
        """The engine alone is killed, and nobody starts another; what it had started."""
        self._off()
        family = self.family()
        self._end(family[:1])
        return family[1:]

    def shut(self) -> None:
        """It is asked to stop, and does."""
        self._off()
        self._truth.is_now(engine="ending")
        for engine in self.family()[:1]:
            engine.terminate()
        if self._keeper is not None:
            self._keeper.join(60)

    def _off(self) -> None:
        self._truth.is_now(power="off")
        self._power.clear()

    def _end(self, family: list[psutil.Process]) -> None:
        self.cuts += 1
        for one in family:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        if self._keeper is not None:
            self._keeper.join(60)
        psutil.wait_procs(family, timeout=20)
