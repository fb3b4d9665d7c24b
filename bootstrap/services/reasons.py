"""Why a program did not start or has ended, in words people can act on."""

from __future__ import annotations

from typing import Final

_DWORD: Final = 0xFFFFFFFF
# Windows gives an NTSTATUS as exit code when a program never got to its first line.
_ENDED: Final = {
    0xC0000135: "a DLL it needs is missing: install the Microsoft Visual C++ runtime (vc_redist)",
    0xC000007B: "it is made for another kind of Windows",
}
# errno of macOS: EBADARCH.
_NOT_STARTED: Final = {86: "it is made for Intel processors: softwareupdate --install-rosetta"}


def ended(code: int, words: str = "") -> str:
    """How a process ended, by its exit code as `subprocess` gives it, and the last words of its log."""
    if reason := _ENDED.get(code & _DWORD):
        return f"did not start: {reason}"
    how = f"killed by signal {-code}" if code < 0 else f"ended with exit code {code}"
    return f"{how}: {words}" if words else how


def not_started(error: OSError) -> str:
    """Why there is no process."""
    return f"could not be started: {_NOT_STARTED.get(error.errno or 0, error)}"
