"""What is printed and logged while the engine runs is never worth the counting: a full disk costs lines, no more."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final, TextIO, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

#: No room, too large, over a quota, or a device that fails. A closed pipe is none of these: nobody reads any more.
_NO_ROOM: Final = {errno.ENOSPC, errno.EFBIG, errno.EIO, getattr(errno, "EDQUOT", errno.ENOSPC)}


class Enduring:
    """A text stream that drops what its disk has no room for.

    Args:
        stream: where everything else goes, and what is asked for whatever else a stream knows.
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Write it, or drop it where there is no room."""
        with _without_room():
            self._stream.write(text)
        return len(text)

    def flush(self) -> None:
        """The same for what is still in memory."""
        with _without_room():
            self._stream.flush()

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 -- whatever the stream has
        return getattr(self._stream, name)


@contextmanager
def enduring() -> Iterator[None]:
    """Standard output and standard error are so while the block runs."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = (cast("TextIO", Enduring(stream)) for stream in before)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


@contextmanager
def _without_room() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_ROOM:
            raise
