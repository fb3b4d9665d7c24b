"""One engine at a time writes a journal; reviews may be appended beside it."""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from typing import TYPE_CHECKING

import structlog
from filelock import Timeout

from core import private
from core.errors import UserError
from core.locking import held_by_strangers, own_lock

if TYPE_CHECKING:
    from pathlib import Path

    from filelock import FileLock

log = structlog.get_logger()


class Guard:
    """A lock that ends with its process, and a note beside it of who holds it.

    Args:
        journal: what it guards; the lock lies beside it.
    """

    def __init__(self, journal: Path) -> None:
        self._journal = journal
        self._path = journal.with_name(f"{journal.name}.lock")
        self._note = self._path.with_name(f"{self._path.name}.pid")
        self._lock: FileLock | None = None

    def take(self) -> None:
        """Become the one who writes.

        Raises:
            UserError: another process is, or the folder cannot be written.
        """
        try:
            private.folder(self._path.parent)
            self._lock = own_lock(self._path, thread_local=False)
            self._lock.acquire(timeout=0)
            private.clear_the_way(self._note)
            private.write(self._note, str(os.getpid()))
            for ending in ("", "-wal", "-shm"):
                self._keep_to_ourselves(self._journal.with_name(f"{self._journal.name}{ending}"))
        except Timeout:
            raise UserError(
                f"another engine (process {self._holder()}) is using the journal in {self._path.parent}",
                "stop that engine, or set SMART_INTERSECTION_HOME to another folder for this one",
            ) from None
        except OSError as error:
            raise self.unwritable(error) from error

    def _keep_to_ourselves(self, file: Path) -> None:
        """Nobody else reads `file`, stands in its place or holds it: the folder may have been open to all before."""
        if aside := private.clear_the_way(file):
            log.error("what was in the place of the journal is no file of this user", moved_to=str(aside))
        private.narrow(file, private.FILE)
        if held_by_strangers(file):
            if file.name.endswith("-shm"):  # made anew from the other two
                file.unlink()
                return
            copy = file.with_name(f"{file.name}.part")
            shutil.copy2(file, copy)
            copy.replace(file)

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
        if self._lock is not None:
            self._lock.release()
