"""An engine that keeps core.engine's contract and minds the order of its calls; told what to do by the environment.

`REPORT` is what it reports, `REFUSE` makes start() refuse, `REFUSE_CAMERA` only for a camera of that name, `ENDS` makes
its videos end soon, `APPLIES` makes it take changes over while it runs, but no source called "refused".
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
import types
from dataclasses import asdict
from typing import Any

from core import paths
from core.errors import UserError
from core.live import write_state
from core.processes import Identity


class Engine:
    def __init__(  # noqa: PLR0913 -- as the real one
        self,
        settings: Any,
        *,
        realtime: bool = False,
        stay: bool = False,
        duration: float | None = None,
        progress: Any = lambda _text: None,
        beside: Any = dict,
        about: dict[str, Any] | None = None,
        waits: bool = True,
        give_up: Any = lambda _why: None,
    ) -> None:
        self.settings = settings
        self.progress = progress
        self.beside = beside()
        self.about = about or {}
        self.stay = stay
        self.waits, self.give_up, self.gave_up = waits, give_up, None
        self.log: list[Any] = ["made", realtime, duration]
        self.ended, self.over = threading.Event(), threading.Event()
        self.telling = threading.Lock()

    def start(self) -> None:
        assert "started" not in self.log
        self.progress("loading")
        if os.environ.get("REFUSE"):
            raise UserError("camera 'cam-1': nothing there", "look again")
        if any(camera.id == os.environ.get("REFUSE_CAMERA") for camera in self.settings.cameras):
            raise UserError("no camera can run", "mend it")
        self.log.append("started")
        if os.environ.get("GIVES_UP"):
            self.gave_up = "detectors hang"
            self.give_up(self.gave_up)
        if os.environ.get("ENDS") or self.gave_up:
            threading.Timer(0.2, self.ended.set).start()
        self._tell(stopped=False)
        threading.Thread(target=self._beat, daemon=True).start()
        sys.stderr.write("READY\n")
        sys.stderr.flush()

    def apply(self, settings: Any) -> bool:
        if any("refused" in camera.source for camera in settings.cameras):
            raise UserError("it cannot run", "mend it")
        return bool(os.environ.get("APPLIES"))

    def _beat(self) -> None:
        while not self.over.wait(0.2):
            self._tell(stopped=False)

    def _tell(self, *, stopped: bool) -> None:
        with self.telling:
            if self.over.is_set():
                return
            if stopped:
                self.over.set()
            me = {**asdict(Identity.own()), "beat": time.monotonic(), "stopped": stopped}
            write_state(paths.runtime_dir(), {**self.snapshot(), **self.about, **me})

    def wait(self, timeout: float | None = None) -> bool:
        assert "started" in self.log
        return self.ended.wait(timeout)

    def snapshot(self) -> dict[str, Any]:
        return {**json.loads(os.environ["REPORT"]), "log": self.log, "gave_up": self.gave_up}

    def stop(self) -> None:
        assert "started" in self.log
        assert "stopped" not in self.log
        self.log.append("stopped")
        self._tell(stopped=True)

    def report(self) -> dict[str, Any]:
        return self.snapshot()


def install() -> None:
    """Stand in for core.engine in this process."""
    module = types.ModuleType("core.engine")
    module.Engine = Engine  # type: ignore[attr-defined]
    sys.modules["core.engine"] = module
