"""One thread looks after all cameras: it begins again what has failed, and leaves what hangs."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING, Final

import structlog

from core.leftovers import sweep_memory
from core.threads import LEDGER, After, thread

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from core.kept_camera import KeptCamera

log = structlog.get_logger()

_EVERY: Final = 0.25  # seconds
_SWEEP: Final = 60.0  # seconds between two looks for memory of processes that are gone
#: Threads that may hang at the same time; each keeps its memory, and what hangs so often is not mended from inside.
_MOST_STUCK: Final = 4


class Watchdog:
    """Looks four times a second.

    Args:
        cameras: those that run; asked each time.
        give_up: told, once and in words, that this process cannot do its work any more.
        every: seconds between two looks.
    """

    def __init__(
        self, cameras: Callable[[], Collection[KeptCamera]], give_up: Callable[[str], None], every: float = _EVERY
    ) -> None:
        self._cameras, self._give_up, self._every = cameras, give_up, every
        self._awake = 0.0  # seconds in which this process could have worked
        self._looked = 0.0
        self._sweep = _SWEEP
        self._given_up = False
        self._stopping = threading.Event()
        self._thread = thread(self._watch, "watchdog", after=After.AGAIN)

    def start(self) -> None:
        """Begin to look."""
        self._looked = time.monotonic()
        self._thread.start()

    def stop(self) -> None:
        """Look no more."""
        self._stopping.set()

    def _watch(self) -> None:
        while not self._stopping.wait(self._every):
            now = time.monotonic()
            self._awake += min(now - self._looked, 4 * self._every)  # else it was stopped, or its machine slept
            self._looked = now
            self.look(self._awake)
            if self._awake >= self._sweep:
                self._sweep = self._awake + _SWEEP
                sweep_memory()

    def look(self, awake: float) -> None:
        """Look once; `awake` is in seconds."""
        cameras = list(self._cameras())
        for one in cameras:
            try:
                one.look(awake)
            except Exception as error:  # noqa: BLE001 -- the others are looked after all the same
                LEDGER.note("watchdog", error)
        why = _hopeless(cameras)
        if why is not None and not self._given_up:
            self._given_up = True
            log.error(why)
            self._give_up(why)


def _hopeless(cameras: Collection[KeptCamera]) -> str | None:
    """Why nothing but a new process can help, if so."""
    if sum(one.stuck for one in cameras) > _MOST_STUCK:
        return "detectors did not respond several times; the engine ends so that it can be started again"
    if cameras and all(one.hopeless for one in cameras):
        return "all detectors fail, which have worked; the engine ends so that it can be started again"
    return None
