"""On Windows: a log that a service appends to through a handle it inherits.

A C runtime appends by seeking to the end before it writes, but only in files that it opened itself: a service that
inherits the handle goes on at the old offset once the file was emptied. With a handle that may append and nothing else,
Windows itself writes at the end, whoever uses it.
"""

from __future__ import annotations

import ctypes
import os
import sys
from typing import TYPE_CHECKING, Any, Final, Protocol

if TYPE_CHECKING:
    from pathlib import Path

_APPEND_DATA: Final = 0x0004
_SYNCHRONIZE: Final = 0x0010_0000
_SHARE_ALL: Final = 0x7  # reading, writing and renaming go on
_OPEN_ALWAYS: Final = 4
_NORMAL: Final = 0x80
_INVALID: Final = ctypes.c_void_p(-1).value


class Kernel(Protocol):
    """What is used of kernel32."""

    def CreateFileW(  # noqa: D102, N802, PLR0913, PLR0917 - Windows' names and order
        self, name: str, access: int, share: int, security: None, disposition: int, flags: int, template: None, /
    ) -> int | None: ...


def handle(path: Path) -> int:
    """A file descriptor that appends to `path`, which is made if need be.

    Raises:
        OSError: it cannot be written.
    """
    if sys.platform != "win32":
        raise RuntimeError("available on Windows only")
    import msvcrt  # noqa: PLC0415 - only there

    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)
    kernel.CreateFileW.restype = ctypes.c_void_p  # a handle is as wide as a pointer
    opened = appending(path, kernel)
    if opened is None:
        raise ctypes.WinError(ctypes.get_last_error())
    return msvcrt.open_osfhandle(opened, os.O_APPEND)


def appending(path: Path, kernel: Kernel) -> int | None:
    """A handle that may append to a file, and nothing else; None if Windows refuses."""
    access = _APPEND_DATA | _SYNCHRONIZE
    opened = kernel.CreateFileW(str(path), access, _SHARE_ALL, None, _OPEN_ALWAYS, _NORMAL, None)
    return None if opened == _INVALID else opened
