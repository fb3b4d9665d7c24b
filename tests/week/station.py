"""The counting station: its supervisor, which keeps the engine, as after a boot; and the power that can be cut."""

from __future__ import annotations

import subprocess
import threading
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import psutil

from bootstrap import engine_service
from bootstrap.effective import effective, write
from bootstrap.files import write_atomic
from bootstrap.services import leader, records
from bootstrap.services.records import ENGINE, Want
from core import paths
from core.live import read_state
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from truth import Truth

_LOOK: Final = 0.05  # seconds


class Station:
    """One engine on `config` in the hands of the product's own supervisor, which this machine starts when it boots.

    Args:
        config: its configuration.
        environment: of the supervisor and all that it starts; this process has the same SMART_INTERSECTION_HOME.
        truth: learns of the engine, which is "up" once it tells its state, "ending" when it is asked to and "off" when
            it has ended, and of the power, which is "on" or "off".

    Attributes:
        ends: engines that ended although nobody wished it, by number of their process.
        cuts: how often it was killed.
    """

    def __init__(self, config: Path, environment: Mapping[str, str], truth: Truth) -> None:
        self._environment, self._truth = dict(environment), truth
        self._layout, self._runtime = engine_service.keeper(), paths.runtime_dir()
        self._supervisor: psutil.Popen | None = None
        self._killed = set[int]()
        self._over, self._ending = threading.Event(), False
        self.ends: list[int] = []
        self.cuts = 0
        self._install(config)
        threading.Thread(target=self._follow, daemon=True).start()

    def _install(self, config: Path) -> None:
        """What `up` and `services install` leave behind: what the engine is, on what it runs, and that it shall."""
        engine_service.define()
        spec = engine_service.definition()
        spec = replace(spec, env={**spec.env, **self._environment})
        write_atomic(records.definition_path(self._layout, ENGINE), spec.text(), 0o600)
        write(self._runtime, effective(config, None, None))
        records.write_want(self._layout, ENGINE, Want(up=True, round=1))

    def boot(self) -> None:
        self._truth.is_now(power="on")
        with records.log_path(self._layout, "supervisor").open("ab") as log:
            command = leader.supervise(self._layout)
            self._supervisor = psutil.Popen(command, env=self._environment, stdout=log, stderr=subprocess.STDOUT)

    def _follow(self) -> None:
        """Who runs, and since when it tells its state."""
        known, up = 0, False
        while not self._over.wait(_LOOK):
            found = Identity.read(records.read(records.state_path(self._layout, ENGINE)))
            pid = found.pid if found is not None and found.alive() else 0
            if pid != known:
                if up:
                    self._truth.is_now(engine="off")
                if known and known not in self._killed and not self._ending:
                    self.ends.append(known)
                known, up = pid, False
            if pid and not up and (read_state(self._runtime) or {}).get("pid") == pid:
                up = True
                self._truth.is_now(engine="up")

    def family(self) -> list[psutil.Process]:
        """The supervisor, the engine and all that it started."""
        with suppress(psutil.NoSuchProcess, AttributeError):
            return [self._supervisor, *self._supervisor.children(recursive=True)]  # type: ignore[list-item,union-attr]
        return []

    def power_cut(self) -> None:
        """Nothing of it runs any more, and nothing was told."""
        self._truth.is_now(power="off", engine="killed")  # at once: `_follow` sees it a moment later
        self._end(self.family())

    def engine_killed(self) -> list[psutil.Process]:
        """The engine alone is killed; what it had started."""
        family = self.family()[1:]
        self._truth.is_now(engine="killed")
        self._end(family[:1])
        return family[1:]

    def shut(self) -> None:
        """It is asked to stop, and does."""
        self._ending = True
        self._truth.is_now(power="off", engine="ending")
        if self._supervisor is not None:
            family = self.family()
            self._supervisor.terminate()
            psutil.wait_procs(family, timeout=60)

    def close(self) -> None:
        """Nothing of it runs any more, and nobody looks."""
        self._over.set()
        self._end(self.family())

    def _end(self, family: list[psutil.Process]) -> None:
        self.cuts += 1
        self._killed |= {one.pid for one in family}
        for one in family:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        psutil.wait_procs(family, timeout=20)
