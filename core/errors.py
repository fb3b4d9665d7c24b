"""Errors a user can act on: what we were doing, what is the state now, what can be done."""

from __future__ import annotations


class UserError(Exception):
    """A mistake the user can mend; shown as one line, exit code 2, no traceback.

    Args:
        what: what went wrong and where (names the file, key, camera or address).
        remedy: what to do about it, as an instruction.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what} — {self.remedy}"
