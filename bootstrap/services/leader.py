"""The supervisor as others see it: whether it runs, answers, and is of this version; ended, and started.

Ending it is no harm: its services go on, and the next one adopts them.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Final

import psutil

from bootstrap.services import code, logs, records
from bootstrap.services.process import detached
from bootstrap.services.said import said
from core import private
from core.errors import UserError
from core.processes import Identity
from core.utf8 import SPEAKS_UTF8

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bootstrap.layout import Layout

#: Of the package, for interpreters that do not have it installed.
ROOT: Final = Path(__file__).resolve().parents[2]
#: To start, to end, or to do what it is told, in seconds.
SECONDS: Final = 20.0
_TICK: Final = 0.03
# It beats many times a second; so long it is silent only if it hangs, even on a machine that is very busy.
_SILENT: Final = 10.0


def supervise(layout: Layout) -> list[str]:
    """The supervisor's command line."""
    return [sys.executable, "-m", "bootstrap.services.supervisor", "--prefix", str(layout.prefix)]


def silent(layout: Layout, now: float) -> bool:
    """Whether its last beat is long ago, in milliseconds: wrong for a moment after a sleep or when the clock is set.

    Args:
        layout: of the installation.
        now: seconds since 1970.
    """
    return abs(now - records.beat(layout)) > _SILENT


def outdated(layout: Layout) -> bool:
    """Whether the supervisor that runs was started by another version of this program."""
    found = records.supervisor(layout)
    return found is not None and records.process(layout, records.supervisor_path(layout)).get("code") != code.stamp()


def make_way(layout: Layout) -> None:
    """Dismiss the supervisor if it is of another version, or is not seen to beat.

    Raises:
        UserError: it does not end.
    """
    if (leaders := _leaders(layout)) and (outdated(layout) or not _beats(layout, leaders)):
        dismiss(layout)


def dismiss(layout: Layout) -> None:
    """End the supervisor alone, whatever state it is in.

    Raises:
        UserError: it does not end.
    """
    leaders = _leaders(layout)
    for leader in leaders:
        with suppress(psutil.Error):  # gone by itself
            psutil.Process(leader.pid).kill()
    wait(lambda: not any(leader.alive() for leader in leaders), SECONDS, "the supervisor did not stop")


def ensure(layout: Layout) -> None:
    """Start the supervisor unless it runs and answers, and wait until it does; one of another version makes way.

    Raises:
        UserError: it does not come up; the end of its log is in the message.
    """
    make_way(layout)
    if _leads(layout):
        return
    private.folder(layout.run)
    deadline = time.monotonic() + SECONDS
    process = _launch(layout)
    while time.monotonic() < deadline:
        if _leads(layout):
            return
        if process.poll() is not None:  # another one was just leaving
            process = _launch(layout)
        time.sleep(_TICK)
    last = "\n".join(said(layout, "supervisor")) or "its log is empty"
    raise UserError(f"the supervisor did not start\n{last}", f"check {records.log_path(layout, 'supervisor')}")


def wait(done: Callable[[], bool], seconds: float, what: str) -> None:
    """Wait until something is done.

    Raises:
        UserError: it is not within so many seconds; `what` says so.
    """
    deadline = time.monotonic() + seconds
    while not done():
        if time.monotonic() > deadline:
            raise UserError(f"{what} within {seconds:.0f} s", "check its log")
        time.sleep(_TICK)


def _leads(layout: Layout) -> bool:
    return records.supervisor(layout) is not None and not records.stop_path(layout).exists()


def _leaders(layout: Layout) -> list[Identity]:
    """The supervisor that runs. Without a record it is known by its command line, and there may be one that waits."""
    found = records.supervisor(layout)
    return [found] if found else list(_unrecorded(supervise(layout)[1:]))


def _unrecorded(arguments: list[str]) -> Iterator[Identity]:
    for process in psutil.process_iter():
        with suppress(psutil.Error):
            if process.cmdline()[1:] == arguments and (found := Identity.of(process.pid)):
                yield found


def _beats(layout: Layout, leaders: list[Identity]) -> bool:
    """Whether it beats while we look, which no clock that was set and no sleep can feign; or has ended by now."""
    before, deadline = records.beat(layout), time.monotonic() + _SILENT
    while records.beat(layout) == before and any(leader.alive() for leader in leaders):
        if time.monotonic() > deadline:
            return False
        time.sleep(_TICK)
    return True


def _launch(layout: Layout) -> subprocess.Popen[bytes]:
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    with logs.open_log(records.log_path(layout, "supervisor")) as out:
        return subprocess.Popen(  # noqa: S603 - our own module
            supervise(layout),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env={**os.environ, **SPEAKS_UTF8, "PYTHONPATH": path},
            cwd=Path(layout.prefix.anchor),
            **detached(),
        )
