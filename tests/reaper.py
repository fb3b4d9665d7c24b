"""Nothing that a test starts outlives the session, not even when the session is killed.

Services outlive whoever started them: that is what they are for. So each session marks its environment, and a process
beside it waits until the session is gone, however it ends, and then ends all that carry the mark.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Iterator

# Services are given only a few variables; those of the locale are among them, and one that nobody knows harms nobody.
MARK: Final = "LC_SMART_INTERSECTION_TESTS"
_OURS: Final = ("SMART_INTERSECTION_SERVICE", "bootstrap.services.supervisor")  # what a service and a supervisor show
_PASSES: Final = 50
_PAUSE: Final = 0.1


@contextmanager
def watching() -> Iterator[str]:
    """Mark this process and all it starts from now on, and have them ended when it ends; gives the mark."""
    before = dict(os.environ)
    mark = f"{os.getpid()}-{time.time_ns()}"
    apart = {"start_new_session": True} if os.name != "nt" else {"creationflags": 0x200}  # no Ctrl+C meant for us
    watcher = subprocess.Popen(
        [sys.executable, __file__, mark],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=before,
        **apart,
    )
    os.environ[MARK] = mark
    try:
        yield mark
    finally:
        os.environ.pop(MARK)  # first: on Windows the watcher would see it in ourselves
        os.environ.update({MARK: before[MARK]} if MARK in before else {})
        watcher.communicate()


def left(mark: str) -> list[str]:
    """Services and supervisors that still run, for people."""
    return [_words(process) for process in _marked(mark) if _is_ours(process)]


def _marked(mark: str) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            marked = process.pid != os.getpid() and process.environ().get(MARK) == mark
            if marked and process.status() != psutil.STATUS_ZOMBIE:
                yield process
        except (psutil.Error, OSError):
            continue


def _is_ours(process: psutil.Process) -> bool:
    try:
        return _OURS[0] in process.environ() or _OURS[1] in process.cmdline()
    except (psutil.Error, OSError):
        return False


def _words(process: psutil.Process) -> str:
    try:
        return f"{process.pid}: {' '.join(process.cmdline())}"
    except psutil.Error:
        return str(process.pid)


def _end_all(mark: str) -> None:
    """Again and again, because the one that is ended first may just have started another."""
    for _ in range(_PASSES):
        found = list(_marked(mark))
        if not found:
            return
        for process in found:
            try:
                process.kill()
            except psutil.Error:
                continue
        time.sleep(_PAUSE)


if __name__ == "__main__":
    sys.stdin.buffer.read()  # ends when the other end of the pipe is closed, by whatever
    _end_all(sys.argv[1])
