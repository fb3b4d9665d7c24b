"""Memory-mapped files have all their room before anybody writes into them."""

from __future__ import annotations

import errno
import os
from typing import Final

_PIECE: Final = bytes(1 << 20)
#: What a file system answers that does not know how to reserve room.
_UNKNOWN: Final = {errno.EOPNOTSUPP, errno.EINVAL, errno.ENOSYS}


def reserve(handle: int, size: int) -> None:
    """Take the room now: writing to a mapped page that has none kills the whole process (SIGBUS).

    Args:
        handle: of a new file, open for writing.
        size: bytes.

    Raises:
        OSError: there is too little room.
    """
    if hasattr(os, "posix_fallocate"):
        try:
            os.posix_fallocate(handle, 0, size)
        except OSError as error:
            if error.errno not in _UNKNOWN:
                raise
        else:
            return
    left = size
    while left > 0:  # systems (macOS) and file systems without it give a file its room as it is written
        left -= os.write(handle, _PIECE[:left])
