"""One engine at a time writes a journal; reviews may be appended beside it."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path


class Guard:
    """A lock that ends with its process, and a note beside it of who holds it.

    Args:
        path: the lock file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._note = path.with_name(f"{path.name}.pid")
        self._lock = FileLock(path, thread_local=False)

    def take(self) -> None:
        """Become the one who writes.

        Raises:
            UserError: another process is, or the folder cannot be written.
        """
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire(timeout=0)
            self._note.write_text(str(os.getpid()), "utf-8")
        except Timeout:
            raise UserError(
                f"another engine (process {self._holder()}) is using the journal in {self._path.parent}",
                "stop that engine, or set SMART_INTERSECTION_HOME to another folder for this one",
            ) from None
        except OSError as error:
            raise self.unwritable(error) from error

    def unwritable(self, error: Exception) -> UserError:
        """What to tell the user when the folder or the journal in it cannot be used."""
        return UserError(
            f"cannot write the journal in {self._path.parent}: {error}",
            "free some disk space and check the folder's permissions, or set SMART_INTERSECTION_HOME to another folder",
        )

    def _holder(self) -> str:
        try:
            return self._note.read_text("utf-8").strip() or "unknown"
        except OSError:
            return "unknown"

    def release(self) -> None:
        """Let the next one write."""
        with suppress(OSError):
            self._note.unlink(missing_ok=True)
        self._lock.release()
