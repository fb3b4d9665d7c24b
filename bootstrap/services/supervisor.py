"""Keeps an installation's services alive: one process, one loop, no privileges.

It is told what to do through files (records.py): there is no socket to guard and nothing to lose when it is killed. Its
services go on without it; the next supervisor finds them by (pid, creation time) or by their tag, and adopts them.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

from bootstrap.files import write_atomic
from bootstrap.layout import Layout
from bootstrap.services import code, logs, records
from bootstrap.services.child import Child
from bootstrap.services.machine import ALIVE, State
from bootstrap.services.order import ordered
from bootstrap.services.spec import load
from bootstrap.services.told import Told
from core import private
from core.errors import UserError
from core.locking import hold
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.services.spec import ServiceSpec

_BUSY: Final = 0.05  # seconds between two looks while something begins or ends
_AT_REST: Final = 0.25
_STARTERS_SECONDS: Final = 1.0  # for the one before us to let go of its lock
_FILES: Final = 65_536
_CALM: Final = frozenset({State.RUNNING, State.STOPPED, State.EXITED})
# On its way up: what comes after it waits. For one that is stopped, or given up, nobody would wait in vain.
_COMING: Final = frozenset(set(State) - {State.RUNNING, State.EXITED})


class Supervisor:
    """All services of one installation.

    Args:
        layout: where definitions and records are.
        clock: monotonic seconds.
    """

    def __init__(self, layout: Layout, clock: Callable[[], float] = time.monotonic) -> None:
        self._layout, self._clock = layout, clock
        self._told = Told(layout, clock)
        self._children: dict[str, Child] = {}
        self._specs: dict[str, ServiceSpec] = {}
        self._order: list[str] = []
        self._complaints: dict[str, str] = {}
        self._stopping = False

    def stop(self) -> None:
        """End all services in reverse order, then `step` returns False."""
        self._stopping = True

    def step(self) -> bool:
        """Look once at everything; False when there is nothing left to do for ever."""
        if self._told.look():
            self._read_definitions()
        for name in self._order:
            self._children[name].decide(self._should_run(name))
            self._children[name].step()
        return not (self._stopping and all(child.state not in ALIVE for child in self._children.values()))

    def pause(self) -> float:
        """Seconds until the next look."""
        calm = not self._stopping and all(child.state in _CALM for child in self._children.values())
        return _AT_REST if calm else _BUSY

    def _read_definitions(self) -> None:
        for name in self._told.names:
            child = self._children.get(name)
            try:
                if child is None:
                    spec = load(records.definition_path(self._layout, name))
                    self._children[name] = Child(spec, self._layout, self._clock)
                else:
                    child.refresh()
            except UserError as error:  # half of an installation; whoever writes it will write it whole
                self._complain(name, str(error))
        for name in set(self._children) - set(self._told.names):
            if self._children[name].state not in ALIVE:
                self._children.pop(name).forget()
        self._specs = {name: child.spec for name, child in self._children.items()}
        self._order = ordered(self._specs)

    def _should_run(self, name: str) -> records.Want | None:
        """None: it shall not. A round of 0 never asks for a new process."""
        specs = self._specs
        if not self._wanted(name):
            users = [other for other, spec in specs.items() if name in spec.after]
            ending = any(self._busy(other) and not self._wanted(other) for other in users)
            return records.Want(up=True) if ending and self._busy(name) else None  # whoever needs it ends first
        needs = [other for other in specs[name].after if other in specs and self._wanted(other)]
        coming = any(self._children[other].state in _COMING for other in needs)
        return None if coming and not self._busy(name) else self._told.want(name)

    def _wanted(self, name: str) -> bool:
        return not self._stopping and name in self._told.names and self._told.want(name).up

    def _complain(self, name: str, text: str) -> None:
        if self._complaints.get(name) != text:
            self._complaints[name] = text
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()

    def _busy(self, name: str) -> bool:
        return self._children[name].state in ALIVE


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop; a second supervisor of the same installation ends at once.

    Args:
        arguments: `--prefix` and the installation's, as `leader.supervise` gives them: nobody else calls this.
    """
    _, prefix = arguments or sys.argv[1:]
    layout = Layout(Path(prefix))
    lock = _lock(layout)
    if lock is None:
        return 0
    with lock:
        private.no_dumps()
        more_files()
        logs.stand_in(records.log_path(layout, "supervisor"))
        _loop(layout)
    return 0


def more_files() -> None:
    """Let this process and its services have as many files and connections as the system allows.

    The usual thousand are soon taken up by connections that anybody on the machine can open and leave.
    """
    if sys.platform == "win32":  # no such limit there
        return
    import resource  # noqa: PLC0415 - not there on Windows

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = min(_FILES, hard) if hard >= 0 else _FILES
    if 0 <= soft < wanted:
        with suppress(OSError, ValueError):  # macOS has a lower limit that it does not tell
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def _lock(layout: Layout) -> IO[bytes] | None:
    """What keeps others from beginning; None if one is there."""
    deadline = time.monotonic() + _STARTERS_SECONDS
    while (lock := hold(layout.run / "supervisor.lock")) is None and time.monotonic() < deadline:
        time.sleep(_BUSY)
    return lock


def _loop(layout: Layout) -> None:
    supervisor = Supervisor(layout)
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: supervisor.stop())
    record, stop = records.supervisor_path(layout), records.stop_path(layout)
    stop.unlink(missing_ok=True)
    about = {**asdict(Identity.own()), "code": code.stamp(), **records.place(layout)}
    text = json.dumps(about).encode()
    write_atomic(record, text, 0o600)
    while supervisor.step():
        there = _beat(record, text)
        time.sleep(supervisor.pause())
        if not there or stop.exists():
            supervisor.stop()
    with suppress(OSError):
        record.unlink()


def _beat(record: Path, text: bytes) -> bool:
    """Say that we do not hang, and again who we are if that was lost: nobody else can tell.

    Returns:
        Whether the folder of the record is still there.
    """
    with suppress(OSError):
        if record.read_bytes() == text:
            os.utime(record)
            return True
    with suppress(OSError):  # a full disk must not end the supervision
        write_atomic(record, text, 0o600)
    return record.parent.is_dir()


if __name__ == "__main__":
    sys.exit(main())
