"""In the decoder process: an RTSP camera may not send us, and its password, to another host.

FFmpeg follows a redirect (RFC 2326, section 11.3) at once and offers no way to forbid that, but it says so before it
does. What it says is listened to, and if the host is none that may be, this process gets no more sockets.
"""

from __future__ import annotations

import logging
import os
import re
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import av.logging

from core.sources.capture import CaptureError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.sources.wire import Job

_REDIRECT: Final = "Redirecting to "
_WHOLE: Final = re.compile(r"\S{1,900}")  # what is longer may have been cut


class Staying(logging.Handler):
    """Hears what FFmpeg says while it opens `job`, and passes its complaints on to the error output.

    Attributes:
        left: the camera sent us to a host that may not be.
    """

    def __init__(self, job: Job) -> None:
        super().__init__()
        parts = urlsplit(job.where)
        self._tls = parts.scheme.lower() == "rtsps"
        # FFmpeg takes the password along wherever it goes: who has one goes nowhere else.
        others = job.allowed_hosts if parts.username is None else ()
        self._hosts = {(parts.hostname or "").lower(), *others}
        self.left = False

    def emit(self, record: logging.LogRecord) -> None:
        """Called by FFmpeg's own thread, which goes on when this returns."""
        text = record.getMessage()
        if record.levelno >= logging.WARNING:
            sys.stderr.write(f"{text}\n")
        if _REDIRECT in text and not self._may_be(text.partition(_REDIRECT)[2]):
            self.left = True
            _no_more_sockets()

    def _may_be(self, address: str) -> bool:
        try:
            parts = urlsplit(address)
            safe = parts.scheme.lower() == "rtsps" or not self._tls
            return bool(_WHOLE.fullmatch(address)) and safe and (parts.hostname or "").lower() in self._hosts
        except ValueError:  # no address
            return False


@contextmanager
def staying(job: Job) -> Iterator[None]:
    """Listen for as long as FFmpeg opens `job`.

    Raises:
        CaptureError: the camera sent us elsewhere; nobody was asked there.
    """
    logger, hears = logging.getLogger("libav"), Staying(job)
    before = logger.level, logger.propagate
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(hears)
    av.logging.set_skip_repeated(v=False)
    av.logging.set_level(av.logging.INFO)
    try:
        yield
    finally:
        av.logging.restore_default_callback()
        logger.removeHandler(hears)
        logger.setLevel(before[0])
        logger.propagate = before[1]
        if hears.left:
            _sockets_again()
            raise CaptureError("elsewhere")


_limits: list[tuple[int, int]] = []


def _no_more_sockets() -> None:
    if sys.platform == "win32":  # no such limit there
        os._exit(1)
    import resource  # noqa: PLC0415 -- not there on Windows

    _limits.append(resource.getrlimit(resource.RLIMIT_NOFILE))
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, _limits[-1][1]))


def _sockets_again() -> None:
    import resource  # noqa: PLC0415 -- as above

    while _limits:
        resource.setrlimit(resource.RLIMIT_NOFILE, _limits.pop())
