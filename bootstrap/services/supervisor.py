"""Keeps an installation's services alive: one process, one loop, no privileges.

It is told what to do through files (records.py): there is no socket to guard and nothing to lose when it is killed. Its
services go on without it; the next supervisor finds them by (pid, creation time) or by their tag, and adopts them.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Final

from filelock import Timeout

from bootstrap.files import write_atomic
from bootstrap.layout import Layout
from bootstrap.services import code, logs, records
from bootstrap.services.child import Child
from bootstrap.services.machine import ALIVE, State
from bootstrap.services.order import ordered
from bootstrap.services.spec import ServiceSpec, load
from core.errors import UserError
from core.locking import own_lock
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Callable

_TICK: Final = 0.05
_STARTERS_SECONDS: Final = 1.0  # for the one before us to let go of its lock
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
        self._children: dict[str, Child] = {}
        self._defined: set[str] = set()
        self._complaints: dict[str, str] = {}
        self._stopping = False

    def stop(self) -> None:
        """End all services in reverse order, then `step` returns False."""
        self._stopping = True

    def step(self) -> bool:
        """Look once at everything; False when there is nothing left to do for ever."""
        self._read_definitions()
        specs = {name: child.spec for name, child in self._children.items()}
        for name in ordered(specs):
            self._children[name].decide(self._should_run(name, specs))
            self._children[name].step()
        return not (self._stopping and all(child.state not in ALIVE for child in self._children.values()))

    def _read_definitions(self) -> None:
        defined = records.names(self._layout)
        for name in defined:
            child = self._children.get(name)
            try:
                if child is None:
                    spec = load(records.definition_path(self._layout, name))
                    self._children[name] = Child(spec, self._layout, self._clock)
                else:
                    child.refresh()
            except UserError as error:  # half of an installation; whoever writes it will write it whole
                self._complain(name, str(error))
        self._defined = set(defined)
        for name in set(self._children) - self._defined:
            if self._children[name].state not in ALIVE:
                self._children.pop(name).forget()

    def _should_run(self, name: str, specs: dict[str, ServiceSpec]) -> records.Want | None:
        """None: it shall not. A round of 0 never asks for a new process."""
        if not self._wanted(name):
            users = [other for other, spec in specs.items() if name in spec.after]
            ending = any(self._busy(other) and not self._wanted(other) for other in users)
            return records.Want(up=True) if ending and self._busy(name) else None  # whoever needs it ends first
        needs = [other for other in specs[name].after if other in specs and self._wanted(other)]
        coming = any(self._children[other].state in _COMING for other in needs)
        return None if coming and not self._busy(name) else records.read_want(self._layout, name)

    def _wanted(self, name: str) -> bool:
        return not self._stopping and name in self._defined and records.read_want(self._layout, name).up

    def _complain(self, name: str, text: str) -> None:
        if self._complaints.get(name) != text:
            self._complaints[name] = text
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()

    def _busy(self, name: str) -> bool:
        return self._children[name].state in ALIVE


def main(arguments: list[str] | None = None) -> int:
    """Run until told to stop; a second supervisor of the same installation ends at once."""
    parser = argparse.ArgumentParser(prog="supervisor", description=__doc__)
    parser.add_argument("--prefix", type=Path, required=True)
    layout = Layout(parser.parse_args(arguments).prefix)
    lock = own_lock(layout.run / "supervisor.lock")
    try:
        lock.acquire(timeout=_STARTERS_SECONDS)
    except Timeout:
        return 0
    logs.stand_in(records.log_path(layout, "supervisor"))
    _loop(layout)
    lock.release()
    return 0


def _loop(layout: Layout) -> None:
    supervisor = Supervisor(layout)
    for name in ("SIGTERM", "SIGINT", "SIGBREAK"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), lambda *_: supervisor.stop())
    record, stop = records.supervisor_path(layout), records.stop_path(layout)
    stop.unlink(missing_ok=True)
    about = {**asdict(Identity.own()), "code": code.stamp()}
    text = json.dumps(about).encode()
    write_atomic(record, text, 0o600)
    while supervisor.step():
        _beat(record, text)
        time.sleep(_TICK)
        if stop.exists() or not layout.run.is_dir():
            supervisor.stop()
    with suppress(OSError):
        record.unlink()


def _beat(record: Path, text: bytes) -> None:
    """Say that we do not hang, and again who we are if that was lost: nobody else can tell."""
    with suppress(OSError):  # a full disk must not end the supervision
        if record.is_file() and record.read_bytes() == text:
            os.utime(record)
        else:
            write_atomic(record, text, 0o600)


if __name__ == "__main__":
    sys.exit(main())
