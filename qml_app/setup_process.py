"""A verb, most often `setup`, in a process of its own: it may hang, fail or be cancelled, and the app goes on."""

from __future__ import annotations

import json
import os
import sys
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QLocale, QObject, QProcess, QProcessEnvironment, QTimer, Signal

from bootstrap.setup.language import TOLD
from core.utf8 import SPEAKS_UTF8

if TYPE_CHECKING:
    from collections.abc import Sequence

_POLITE_MS: Final = 5_000
_LAST_WORDS: Final = 2_000


class SetupProcess(QObject):
    """One run at a time; tells each line of its progress as the dictionary that it is.

    Args:
        parent: owner, as everywhere in Qt.
    """

    told = Signal(object)  # dict
    said = Signal(str)  # all of its output, when it has ended
    ended = Signal(int, str)  # exit code, -1 if it did not end by itself; the end of what it said on stderr

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._finish)
        self._process.errorOccurred.connect(self._fail)
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.timeout.connect(self._process.kill)
        self._rest, self._all = b"", b""

    @property
    def running(self) -> bool:
        """Whether there is a run."""
        return self._process.state() is not QProcess.ProcessState.NotRunning

    def start(self, arguments: Sequence[str]) -> None:
        """Begin a run of `setup` with these options; returns at once."""
        self.start_verb(["setup", "--progress", "json", *arguments])

    def start_verb(self, words: Sequence[str]) -> None:
        """Begin a run of another verb; returns at once."""
        self.start_module("bootstrap", words)

    def start_module(self, module: str, words: Sequence[str]) -> None:
        """Begin a run of a module that tells its progress in the same way; returns at once."""
        self._rest, self._all = b"", b""
        environment = QProcessEnvironment.systemEnvironment()  # as it is now
        for name, value in SPEAKS_UTF8.items():
            environment.insert(name, value)
        environment.insert(TOLD, QLocale().name())  # what setup makes for people speaks it, too
        self._process.setProcessEnvironment(environment)
        self._process.start(sys.executable, ["-m", module, *words])

    def cancel(self) -> None:
        """End the run, if there is one: politely, then by force. The next run goes on from anywhere."""
        if not self.running:
            return
        if os.name == "nt":  # there is no polite way to end a program without a window
            self._process.kill()
            return
        self._process.terminate()
        self._late.start(_POLITE_MS)

    def stop(self) -> None:
        """End the run and wait for its end: the app is being closed."""
        if self.running:
            self.cancel()
            if not self._process.waitForFinished(_POLITE_MS):
                self._process.kill()
                self._process.waitForFinished(_POLITE_MS)

    def _read(self) -> None:
        more = bytes(self._process.readAllStandardOutput().data())
        self._all += more
        *lines, self._rest = (self._rest + more).split(b"\n")
        for line in lines:
            found = _parsed(line)
            if found:
                self.told.emit(found)

    def _finish(self, code: int, status: QProcess.ExitStatus) -> None:
        self._late.stop()
        self._read()
        self.said.emit(self._all.decode("utf-8", "replace"))
        words = bytes(self._process.readAllStandardError().data()).decode("utf-8", "replace").strip()
        self.ended.emit(code if status is QProcess.ExitStatus.NormalExit else -1, words[-_LAST_WORDS:])

    def _fail(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:  # any other is told by its end
            self.ended.emit(-1, self._process.errorString())


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None
