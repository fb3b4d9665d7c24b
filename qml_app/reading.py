"""Tables of the journal or the database, read in a process of their own.

A day of journal is seconds of JSON. On a thread of this process it would share the interpreter with the window, which
then waits five milliseconds each time it wants anything, and hundreds for one picture. `python -m qml_app.reading` is
the other side: it answers until nobody can ask any more.
"""

from __future__ import annotations

import atexit
import pickle
import subprocess
import sys
import threading
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any, Final

import psutil

from qml_app import history
from qml_app.history import Found

if TYPE_CHECKING:
    from core.reports.tables import Span, Table
    from qml_app.history import Places

#: Rows handed over at a time: taking over many at once would hold up the window as well.
_CHUNK: Final = 500
_NO_WINDOW: Final = 0x08000000  # Windows: no console for the child
_NICE: Final = 10
_ENDED: Final = "reading was stopped"


class Child:
    """One reading process; asks and answers are one at a time."""

    def __init__(self) -> None:
        flags = _NO_WINDOW if sys.platform == "win32" else 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "qml_app.reading"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            creationflags=flags,
        )

    def ask(self, what: str, wanted: Span, places: Places | None) -> Found:
        """The table `what`; if the process dies meanwhile that is the problem that is told."""
        asking, answers = self._process.stdin, self._process.stdout
        if asking is None or answers is None:  # never: both are pipes
            return Found(wanted, problem=_ENDED)
        try:
            _send(asking, (what, wanted, places))
            found: Found = _receive(answers)
            if found.table is not None:
                while rows := _receive(answers):
                    found.table.rows.extend(rows)
        except (OSError, EOFError, ValueError, pickle.UnpicklingError):
            self.kill()
            return Found(wanted, problem=_ENDED)
        return found

    @property
    def alive(self) -> bool:
        """Whether it can be asked again."""
        return self._process.poll() is None

    def kill(self) -> None:
        """End it at once; it holds nothing that could be damaged."""
        self._process.kill()
        self._process.wait()


class Pool:
    """As many processes as there are readings at a time; one is kept for the next."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._busy: set[Child] = set()
        self._stopped = False

    def read(self, what: str, wanted: Span, places: Places | None = None) -> Found:
        """As `history.read`; never raises. For threads that may wait."""
        if places is None and not wanted.journal.is_file():
            return Found(wanted, problem="missing")
        child = self._take()
        if child is None:
            return Found(wanted, problem=_ENDED)
        try:
            return child.ask(what, wanted, places)
        finally:
            self._give_back(child)

    def _take(self) -> Child | None:
        with self._lock:
            if self._stopped:
                return None
            alive = [child for child in self._idle if child.alive]
            child, self._idle = (alive[0], alive[1:]) if alive else (Child(), [])
            self._busy.add(child)
            return child

    def _give_back(self, child: Child) -> None:
        with self._lock:
            self._busy.discard(child)
            if self._idle or self._stopped or not child.alive:
                child.kill()
            else:
                self._idle.append(child)

    def stop(self) -> None:
        """End all readings; who waits for one is told so."""
        with self._lock:
            self._stopped = True
            for child in (*self._idle, *self._busy):
                child.kill()
            self._idle = []


_pool = Pool()
atexit.register(_pool.stop)
read = _pool.read
stop = _pool.stop


def _send(pipe: IO[bytes], value: object) -> None:
    pickle.dump(value, pipe)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> Any:  # noqa: ANN401 -- what the other side sent
    return pickle.load(pipe)  # noqa: S301 -- from our own other half


def answer(asked: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until nobody can ask any more."""
    while True:
        try:
            what, wanted, places = _receive(asked)
        except EOFError:
            return
        found = history.read(what, wanted, places)
        table = found.table
        _send(answers, replace(found, table=_without_rows(table)))
        if table is not None:
            for start in range(0, len(table.rows), _CHUNK):
                _send(answers, table.rows[start : start + _CHUNK])
            _send(answers, [])


def _without_rows(table: Table | None) -> Table | None:
    return None if table is None else replace(table, rows=[])


def main() -> None:
    """Be the reading process, with less right to the processor than the window and the engine."""
    psutil.Process().nice(getattr(psutil, "BELOW_NORMAL_PRIORITY_CLASS", _NICE))  # Windows has classes
    answers, sys.stdout = sys.stdout.buffer, sys.stderr  # what is logged meanwhile is no answer
    answer(sys.stdin.buffer, answers)


if __name__ == "__main__":
    main()
