"""The window's threads. Whatever ends one is logged and told, and it is started again, less and less hastily."""

from __future__ import annotations

import atexit
import threading
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Final
from weakref import WeakSet

from PySide6.QtCore import QObject, QThread, QThreadPool

from qml_app.faults import FAULTS, LASTING

if TYPE_CHECKING:
    from collections.abc import Callable

_FIRST_PAUSE: Final = 0.5  # seconds until the next try, doubled each time
_LONGEST_PAUSE: Final = 30.0
#: Seconds that one has to work before it is called well.
_STEADY: Final = 2.0
#: Seconds that a turn may take.
PATIENCE: Final = 20.0


class Worker(QThread):
    """Takes turns until it is stopped.

    Args:
        name: by which its faults are told.
        parent: owner, as everywhere in Qt.
        patience: seconds that a turn may take before it is said to hang.
    """

    def __init__(self, name: str, parent: QObject | None = None, patience: float = PATIENCE) -> None:
        super().__init__(parent)
        # A thread without a name asks PySide for its class, on that thread and without Python's lock: it crashes where
        # another class is made at that moment.
        self.setObjectName(name)
        self.name = name
        self._patience = patience
        self._soon = threading.Event()
        self._begun: float | None = None  # the turn it is busy with, monotonic seconds
        self._failures, self._failed = 0, 0.0
        self._wanted = self._hung = False

    def turn(self) -> float | None:
        """Do what there is to do; seconds until the next turn, None for when it is hurried."""
        raise NotImplementedError

    def rest(self, seconds: float | None) -> None:
        """Wait between two turns."""
        self._soon.wait(seconds)
        self._soon.clear()

    @property
    def failing(self) -> bool:
        """Whether it failed and is not well yet."""
        return self._failures > 0

    def start(self, priority: QThread.Priority = QThread.Priority.InheritPriority) -> None:
        """Begin to take turns."""
        self._wanted = True
        _WORKERS.add(self)
        super().start(priority)

    def run(self) -> None:
        """The thread's life."""
        pause: float | None = 0.0
        while not self.isInterruptionRequested():
            if self.failing and pause:
                Worker.rest(self, pause)
            elif pause != 0:
                self.rest(pause)
            if not self.isInterruptionRequested():
                pause = self._take_turn()

    def _take_turn(self) -> float | None:
        self._begun = time.monotonic()
        try:
            pause = self.turn()
        except BaseException as error:  # noqa: BLE001 -- whatever it is, the thread goes on
            FAULTS.report(self.name, error)
            self._failures, self._failed = self._failures + 1, time.monotonic()
            return min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self._failures - 1, 10))
        finally:
            self._begun = None
        return self._recover(pause) if self.failing else pause

    def _recover(self, pause: float | None) -> float | None:
        """After a good turn: well if it has been going well for a while, else look again soon."""
        left = self._failed + _STEADY - time.monotonic()
        if left > 0:
            return min(_STEADY, pause or _STEADY)
        self._failures = 0
        FAULTS.well(self.name)
        return pause

    def stop(self) -> None:
        """End the thread and wait for it."""
        self._wanted = False
        _WORKERS.discard(self)
        self.requestInterruption()
        self._soon.set()
        self.wait()

    def check(self) -> None:
        """For the window's thread, now and then: one that has ended all the same is started, one that hangs told."""
        if self._wanted and not self.isRunning():
            self._begun, self._failures, self._failed = None, self._failures + 1, time.monotonic()
            FAULTS.report(self.name, RuntimeError("the thread has ended"))
            self.start()
        begun = self._begun
        hung = begun is not None and time.monotonic() - begun > self._patience
        if hung and begun is not None:
            FAULTS.hangs(self.name, begun)
        elif self._hung and not self.failing:
            FAULTS.well(self.name)
        self._hung = hung


_WORKERS: Final[WeakSet[Worker]] = WeakSet()


def check_all() -> None:
    """Look after all workers that were begun; for the window's thread."""
    for worker in list(_WORKERS):
        worker.check()


def stop_all() -> None:
    """End whatever still runs: a thread of Qt that works in Python while Python ends takes the process down."""
    for worker in list(_WORKERS):
        with suppress(RuntimeError):  # its owner is gone already, and it with it
            worker.stop()


atexit.register(stop_all)


class Tasks(QThreadPool):
    """Single things to be done beside the window.

    Args:
        name: by which its faults are told.
        parent: owner, as everywhere in Qt.
        in_order: one at a time.
    """

    def __init__(self, name: str, parent: QObject | None = None, *, in_order: bool = False) -> None:
        super().__init__(parent)
        self._name = name
        if in_order:
            self.setMaxThreadCount(1)

    def do(self, act: Callable[[], object], failed: Callable[[str], object] = lambda _: None) -> None:
        """Do it on a thread of the pool.

        Args:
            act: does it, and tells what it found.
            failed: told the reason, on the same thread, if `act` raises what nobody foresaw: who waits is not left
                waiting.
        """
        self.start(lambda: self._attempt(act, failed))

    def _attempt(self, act: Callable[[], object], failed: Callable[[str], object]) -> None:
        try:
            act()
        except BaseException as error:  # noqa: BLE001 -- nobody else would hear of it
            failed(f"{FAULTS.report(self._name, error, lasting=LASTING)} — the log has the details")
        else:
            FAULTS.well(self._name)
