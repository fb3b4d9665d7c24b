"""Processes that decode, and one that is begun ahead: it loads its libraries while the engine still loads its own.

Imports nothing slow: whoever begins one ahead has loaded nothing yet.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import deque
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final, NamedTuple

from core.utf8 import SPEAKS_UTF8

if TYPE_CHECKING:
    from collections.abc import Iterator

#: Makes a decoder load the simulator before it has a job.
SIMULATOR: Final = "simulator"
#: What the user's own environment may change: MSMF opens webcams in seconds so.
_DEFAULTS: Final = {"OPENCV_VIDEOIO_MSMF_ENABLE_HW_TRANSFORMS": "0"}


class Begun(NamedTuple):
    """A decoder that waits for its job on standard input, and the file of its error output."""

    process: subprocess.Popen[bytes]
    complaints: IO[bytes]


_ahead: Final[deque[Begun]] = deque()


@contextmanager
def begun_ahead(*, simulator: bool) -> Iterator[None]:
    """One is begun for the first who wants one; it is ended if nobody did meanwhile.

    Args:
        simulator: it will be asked for the simulator.
    """
    _ahead.append(_begin(*([SIMULATOR] if simulator else [])))
    try:
        yield
    finally:
        while unwanted := _next():
            unwanted.process.kill()
            unwanted.process.communicate()
            unwanted.complaints.close()


def take() -> Begun:
    """The one that was begun ahead if it lives, else a new one.

    Raises:
        OSError: it cannot be started.
    """
    while begun := _next():
        if begun.process.poll() is None:
            return begun
        begun.process.communicate()
        begun.complaints.close()
    return _begin()


def _next() -> Begun | None:
    """Taken by one thread alone."""
    try:
        return _ahead.popleft()
    except IndexError:
        return None


def _begin(*ahead: str) -> Begun:
    root = str(Path(__file__).parents[1])
    path = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
    complaints = tempfile.TemporaryFile()  # noqa: SIM115 -- closed by whoever ends the process
    process = subprocess.Popen(  # noqa: S603 -- our own module
        [sys.executable, "-P", "-m", "core.sources.decoder", *ahead],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        bufsize=0,
        env={**_DEFAULTS, **os.environ, **SPEAKS_UTF8, "PYTHONPATH": path},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    return Begun(process, complaints)
