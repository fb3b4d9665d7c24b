"""Ctrl-C and termination end the app in order: the engine that it started ends with it."""

from __future__ import annotations

import signal
import socket
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QSocketNotifier

if TYPE_CHECKING:
    from PySide6.QtCore import QCoreApplication

_SIGNALS: Final = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


class Ending(QObject):
    """Python hears signals only while it runs: each one writes a byte that wakes Qt's loop.

    Args:
        app: ends with the exit code 0; no window is asked whether it may be closed.
    """

    def __init__(self, app: QCoreApplication) -> None:
        super().__init__(app)
        self._heard, self._wake = socket.socketpair()
        for end in (self._heard, self._wake):
            end.settimeout(0)
        signal.set_wakeup_fd(self._wake.fileno(), warn_on_full_buffer=False)
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), lambda *_: app.exit(0))
        self._notifier = QSocketNotifier(self._heard.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._drain)

    def _drain(self) -> None:
        """The handlers run as soon as Python does."""
        with suppress(BlockingIOError):
            self._heard.recv(64)

    def close(self) -> None:
        """A second signal ends at once, whatever still takes its time."""
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(-1)
        for name in _SIGNALS:
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_DFL)
        for end in (self._heard, self._wake):
            end.close()
