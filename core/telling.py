"""Once a second, tells whoever looks how the engine is: its state file, and the health of its parts as events."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Any, Final

import structlog

from core import sign_of_life
from core.health import (
    RUNNING,
    STARTING,
    STOPPED,
    Beside,
    Health,
    Lasting,
    changes,
    clock_set,
    lasting,
    services,
    usages,
)
from core.health_names import CAMERA, THREAD
from core.live import state_path, write_state
from core.processes import Identity
from core.threads import LEDGER, After, thread

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from core.events import ServiceHealth
    from core.telemetry import Telemetry
    from core.wall_clock import WallClock

log = structlog.get_logger()

_NAME: Final = "smart-intersection"
_EVERY: Final = 1.0  # seconds
#: Seconds between two looks until each camera has its first picture, for no longer than so many seconds.
_SOON: Final = 0.1
_BEGINS: Final = 10.0
_SET: Final = 1.0  # seconds by which a clock that was set is another one
_USAGE_EVERY: Final = 60.0  # seconds between two events of what services use


class Telling:
    """A thread that looks once a second; it outlives whatever one look meets.

    Args:
        runtime: where the state file is.
        telemetry: takes the events.
        clock: tells when somebody has set the machine's.
        look: has each camera look at itself.
        snapshot: the run report so far.
        beside: the services that run beside the engine, by name.
        about: facts that the state file repeats; asked each time.
    """

    def __init__(  # noqa: PLR0913 -- each is another thing that is told of
        self,
        runtime: Path,
        telemetry: Telemetry,
        clock: WallClock,
        *,
        look: Callable[[], None],
        snapshot: Callable[[], dict[str, Any]],
        beside: Callable[[], Mapping[str, Beside]],
        about: Callable[[], dict[str, Any]],
    ) -> None:
        self._runtime, self._telemetry, self._clock = runtime, telemetry, clock
        self._look, self._snapshot, self._beside, self._about = look, snapshot, beside, about
        self._began, self._started = time.monotonic(), time.time()
        self._engine, self._begun, self._beginning = STARTING, False, threading.Lock()
        self._pictures = False
        self._steps = 0
        self._health: dict[str, Health] = {}
        self._lasting: dict[str, Lasting] = {}
        self._told_usage = -_USAGE_EVERY
        self._unwritten = ""  # why the state file could not be written the last time
        self._wrong: dict[str, str] = {}  # by step, what went wrong at the last look
        self._telling = threading.Lock()
        self._stopping = threading.Event()
        self._thread = thread(self._keep, "state", after=After.AGAIN)

    def start(self) -> None:
        """Begin to tell that the engine runs."""
        self._engine = RUNNING
        self._begin()

    def early(self) -> None:
        """Begin to tell although it does not run yet: something takes long."""
        self._begin()

    def _begin(self) -> None:
        with self._beginning:
            if not self._begun:
                self._begun = True
                self._thread.start()

    def last(self) -> None:
        """Tell that the engine ends, while the journal still takes it; nothing follows."""
        if self._thread.is_alive():
            self._tell_health(STOPPED)

    def stop(self, timeout: float) -> None:
        """Write the state file a last time, and end; waits up to `timeout` seconds."""
        self._stopping.set()
        if self._thread.is_alive():
            self._thread.join(timeout)

    def _keep(self) -> None:
        me = asdict(Identity.own())
        stopped, pause = False, 0.0  # whoever waits for the engine hears of it at once
        while not stopped:
            self._guarded("look", self._look)
            self._guarded("health", lambda: self._tell_health(self._engine))
            stopped = self._stopping.wait(pause)
            pause = _EVERY if self._pictures or time.monotonic() - self._began > _BEGINS else _SOON
            now = {**me, **self._moment(), "stopped": stopped}
            self._guarded("state", lambda: self._write({**self._about(), **now, "version": version(_NAME)}))  # noqa: B023 -- called at once

    def _moment(self) -> dict[str, float]:
        """Now, by the clock and by one that nobody sets; and the beginning, by the clock as it is now."""
        now, beat = time.time(), time.monotonic()
        started = now - (beat - self._began)
        if abs(started - self._started) > _SET:
            self._started = started
        return {"started": self._started, "updated": now, "beat": beat}

    def _write(self, head: dict[str, Any]) -> None:
        health = {name: one._asdict() for name, one in self._lasting.items()}
        receivers = {"broker": self._telemetry.broker(), "database": self._telemetry.database()}
        state = {**head, **self._snapshot(), **receivers, "health": health}
        self._pictures = all(camera.get("frames") for camera in state.get("cameras", {}).values())
        try:
            write_state(self._runtime, state)
        except OSError as error:
            with suppress(OSError):
                sign_of_life.give(state_path(self._runtime))
            if str(error) != self._unwritten:
                log.warning("cannot write the state file", folder=str(self._runtime), error=str(error))
            self._unwritten = str(error)
        else:
            self._unwritten = ""

    def _guarded(self, name: str, step: Callable[[], None]) -> None:
        """What goes wrong is noted once for as long as it is the same: this comes back every second."""
        try:
            step()
        except Exception as error:  # noqa: BLE001 -- the next look may be better
            kind = type(error).__name__
            if self._wrong.get(name) != kind:
                self._wrong[name] = kind
                LEDGER.note(f"state/{name}", error)
        else:
            self._wrong.pop(name, None)

    def _tell_health(self, engine: str) -> None:
        """Emit what changed since the last look; nothing follows the engine's own end."""
        with self._telling:
            if self._health.get("engine") == Health(STOPPED):
                return
            now, beside, snapshot = time.time(), self._beside(), self._snapshot()
            health = services(engine, snapshot, self._telemetry.broker())
            health |= {name: one.health for name, one in beside.items()}
            gone = self._health.keys() - health.keys()
            ended = dict.fromkeys((name for name in gone if name.startswith(CAMERA)), Health(STOPPED))
            mended = dict.fromkeys((name for name in gone if name.startswith(THREAD)), Health(RUNNING))
            known = health | ended | mended
            events = changes(snapshot["site"], self._health, known, now)
            if time.monotonic() - self._told_usage >= _USAGE_EVERY:
                self._told_usage = time.monotonic()
                processes = {"engine": Beside(Health(engine), os.getpid()), **beside}
                events += usages(snapshot["site"], processes, now)
            self._telemetry.emit([*events, *self._clock_set(snapshot["site"], now)])
            self._health = health
            self._lasting = lasting(self._lasting, health, now)

    def _clock_set(self, site: str, now: float) -> list[ServiceHealth]:
        """One event for each time that somebody has set the machine's clock since the last look."""
        steps = self._clock.steps(self._steps)
        self._steps += len(steps)
        for step in steps:
            log.warning(str(step))
        return [clock_set(site, str(step), number, now) for number, step in enumerate(steps)]
