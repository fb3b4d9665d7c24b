"""A folder that is there and can be written to."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bootstrap.converge.resource import Difference, InOrder
from bootstrap.setup import windows_rights
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.converge.resource import Finding
    from bootstrap.setup.context import Context

_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_WRITE: Final = stat.S_IWUSR | stat.S_IXUSR


@dataclass(frozen=True, slots=True)
class Directory:
    """A folder with a mode, ours to write.

    Args:
        path: where.
        mode: of a new one; an existing one may be stricter or wider, as long as we can write.
    """

    path: Path
    mode: int = 0o700

    @property
    def name(self) -> str:
        """Its two last parts."""
        return f"folder {self.path.parent.name}/{self.path.name}"

    def inspect(self, context: Context) -> Finding:
        """Missing, not writable, or fine.

        Raises:
            UserError: something else has its name.
        """
        if not self.path.exists():
            return Difference("missing", after=str(self.path))
        if not self.path.is_dir():
            raise UserError(f"{self.path} is a file, not a folder", "move it away and run setup again")
        mode = stat.S_IMODE(self.path.stat().st_mode)
        if os.name != "nt" and mode & _WRITE != _WRITE:  # root may write anyway, its services may not
            return Difference(f"not writable by its owner (mode {mode:04o})", f"{mode:04o}", f"{mode | _WRITE:04o}")
        if not os.access(self.path, os.W_OK):
            raise UserError(f"no write access to {self.path}", "make this user its owner, or choose another --prefix")
        if self._closed(context) and (others := windows_rights.others(self.path, context.facts)):
            return Difference("open to other users", ", ".join(others), "this user only")
        return InOrder("there")

    def apply(self, context: Context) -> None:
        """Make it, or allow writing, or close it to others."""
        if self.path.is_dir():
            self.path.chmod(stat.S_IMODE(self.path.stat().st_mode) | _WRITE)
        else:
            self.path.mkdir(parents=True, exist_ok=True)
            if os.name != "nt":
                self.path.chmod(self.mode)
        if self._closed(context):
            windows_rights.close(self.path, context.facts)

    def _closed(self, context: Context) -> bool:
        """Whether it is Windows' rights that have to keep others out of it."""
        outside = context.facts.system == "windows" and not windows_rights.in_profile(self.path)
        return outside and not self.mode & _OTHERS
