"""A child process that gets so much time and memory and no more."""

from __future__ import annotations

import subprocess
import time
from typing import TYPE_CHECKING, Final

import psutil

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

_LOOK_EVERY: Final = 0.1


class TooMuchError(Exception):
    """The child was ended because it took more than it may; says what, in words."""


def run(
    command: Sequence[str], *, folder: Path, environment: Mapping[str, str], seconds: float, memory: int
) -> subprocess.CompletedProcess[bytes]:
    """Run `command` to its end.

    Args:
        command: a program and its arguments.
        folder: where it runs.
        environment: all of it.
        seconds: how long it may take.
        memory: bytes it may have in use.

    Raises:
        TooMuchError: it took longer or wanted more; it has been ended.
    """
    end = time.monotonic() + seconds
    with subprocess.Popen(  # noqa: S603 -- our own module; no shell
        command,
        cwd=folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    ) as child:
        try:
            while True:
                try:
                    out, err = child.communicate(timeout=_LOOK_EVERY)
                    return subprocess.CompletedProcess(command, child.returncode, out, err)
                except subprocess.TimeoutExpired:
                    _check(child.pid, end, seconds, memory)
        except BaseException:
            child.kill()
            raise


def _check(pid: int, end: float, seconds: float, memory: int) -> None:
    if time.monotonic() > end:
        raise TooMuchError(f"took longer than {seconds / 60:.0f} minutes")
    try:
        used = psutil.Process(pid).memory_info().rss
    except psutil.Error:  # it has just ended
        return
    if used > memory:
        raise TooMuchError(f"needed more than {memory / 1e9:.1f} GB of memory")
