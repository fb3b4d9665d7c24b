"""Why a program did not start or has ended, in words people can act on."""

from __future__ import annotations

import re
from typing import Final

_TELLING: Final = re.compile(r"\b(error|fatal|panic|failed|cannot|refused|denied|no space)\b", re.IGNORECASE)
_LOCKED: Final = re.compile(r"open bolt(db file| store).*timeout")
_DWORD: Final = 0xFFFFFFFF
# Windows gives an NTSTATUS as exit code when a program never got to its first line.
_ENDED: Final = {
    0xC0000135: "a required DLL is missing; install the Microsoft Visual C++ runtime (vc_redist)",
    0xC000007B: "it is built for another Windows architecture",
}
# errno of macOS: EBADARCH.
_NOT_STARTED: Final = {86: "it is built for Intel processors; run: softwareupdate --install-rosetta"}


def cause(lines: list[str]) -> str:
    """The line among a program's last ones that says why it ended; empty if it said nothing.

    Below it often stands where to find help, or where in the program it happened.
    """
    said = [line.strip() for line in lines if line.strip()]
    telling = [line for line in said if _TELLING.search(line)]
    found = (telling or said or [""])[-1]
    return f"another influxd has these files open: {found}" if _LOCKED.search(found) else found


def ended(code: int, words: str = "") -> str:
    """How a process ended, by its exit code as `subprocess` gives it, and the last words of its log."""
    if reason := _ENDED.get(code & _DWORD):
        return f"did not start: {reason}"
    how = f"killed by signal {-code}" if code < 0 else f"exited with code {code}"
    return f"{how}: {words}" if words else how


def not_started(error: OSError) -> str:
    """Why there is no process."""
    return f"could not start: {_NOT_STARTED.get(error.errno or 0, error)}"
