"""Asking a process on Windows to end: there is no SIGTERM.

Ctrl+Break reaches only processes on the caller's own console (Microsoft, GenerateConsoleCtrlEvent), and each service
has one of its own, without a window. So the supervisor, which needs none, goes to the service's for a moment. Go
programs take Ctrl+Break as an interrupt and end in order; Mosquitto would be gone without saving, but waits for an
event of a certain name (mosquitto, src/signals.c).
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any, Final, Protocol

_MODIFY: Final = 0x0002  # EVENT_MODIFY_STATE
_CTRL_BREAK: Final = 1


class Kernel(Protocol):
    """What is used of kernel32; each answers 0 or None if it failed."""

    def FreeConsole(self) -> int: ...  # noqa: D102, N802 - Windows' names
    def AttachConsole(self, pid: int) -> int: ...  # noqa: D102, N802 - as above
    def GenerateConsoleCtrlEvent(self, event: int, group: int) -> int: ...  # noqa: D102, N802 - as above
    def OpenEventW(self, access: int, inherit: bool, name: str) -> int | None: ...  # noqa: D102, FBT001, N802 - as above
    def SetEvent(self, handle: int) -> int: ...  # noqa: D102, N802 - as above
    def CloseHandle(self, handle: int) -> int: ...  # noqa: D102, N802 - as above


def ask_to_end(pid: int, event: str = "", kernel: Kernel | None = None) -> bool:
    """Whether it could be asked; if not, it will have to be killed.

    Args:
        pid: a process that leads its group and has a console of its own.
        event: name of what it waits for, with {pid}; empty for Ctrl+Break.
        kernel: another one in tests.
    """
    kernel = kernel or _kernel()
    return _set(event.format(pid=pid), kernel) if event else _break(pid, kernel)


def _break(pid: int, kernel: Kernel) -> bool:
    kernel.FreeConsole()
    if not kernel.AttachConsole(pid):
        return False
    try:
        return bool(kernel.GenerateConsoleCtrlEvent(_CTRL_BREAK, pid))  # to its group: we are in another
    finally:
        kernel.FreeConsole()


def _set(name: str, kernel: Kernel) -> bool:
    handle = kernel.OpenEventW(_MODIFY, False, name)  # noqa: FBT003 - by position as in C
    if not handle:
        return False
    try:
        return bool(kernel.SetEvent(handle))
    finally:
        kernel.CloseHandle(handle)


def _kernel() -> Kernel:
    if sys.platform != "win32":
        raise RuntimeError("available on Windows only")
    library: Any = ctypes.WinDLL("kernel32")
    library.OpenEventW.restype = ctypes.c_void_p  # a handle is as wide as a pointer
    for function in (library.SetEvent, library.CloseHandle):
        function.argtypes = [ctypes.c_void_p]
    found: Kernel = library
    return found
