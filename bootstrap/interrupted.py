"""Ctrl-C, termination and the end of a terminal are a wish to end in order."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Interrupted:
    """Set by the first Ctrl-C or termination; the second one ends the process at once."""

    def __init__(self) -> None:
        self.event = threading.Event()
        self.code = 0

    def __call__(self, number: int, _frame: object) -> None:
        """Take the signal."""
        self.code = 130 if number == signal.SIGINT else 0
        self.event.set()
        signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def signals() -> Iterator[Interrupted]:
    """Stop gracefully on Ctrl-C, termination, a terminal that is closed and, on Windows, Ctrl-Break."""
    interrupted = Interrupted()
    names = ["SIGINT", "SIGTERM", "SIGBREAK"]
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_DFL:  # else, as by nohup, ignored
        names.append("SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    before = {number: signal.signal(number, interrupted) for number in numbers}
    try:
        yield interrupted
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def cancellable() -> Iterator[None]:
    """A request to end is a Ctrl-C, also where that is ignored, as in the background of a script.

    What is held is let go.
    """

    def cancel(*_: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, cancel)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
