"""The evidence folder: files named after violations, written whole, bounded by age and size."""

from __future__ import annotations

import contextlib
import os
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from core.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FOLDER: Final = "evidence"  # in the state folder
SNAPSHOT: Final = ".jpg"
CLIP: Final = ".webm"
_DAY: Final = 86_400.0
_PART: Final = ".part"
#: Ids that we made ourselves, and nothing else: a file name never comes from outside.
ID: Final = "[0-9a-f]{16,64}"
_OURS: Final = re.compile(rf"({ID})(\.part)?(\.jpg|\.webm)")


def file_names(violation: str, *, clip: bool) -> tuple[str, ...]:
    """Names of a violation's files, the snapshot first.

    Raises:
        ValueError: `violation` is no id of ours.
    """
    if not re.fullmatch(ID, violation):
        raise ValueError(f"no id of an event: {violation!r}")
    return (f"{violation}{SNAPSHOT}", f"{violation}{CLIP}") if clip else (f"{violation}{SNAPSHOT}",)


class _Kept(NamedTuple):
    """All files of one violation."""

    written: float
    size: int


class Shelf:
    """Writes and clears away. Files that do not bear a name of ours are never touched. One thread uses it.

    Args:
        folder: made with mode 0700 when it is first needed.
        keep_days: older ones go, reckoned from when they were written.
        max_bytes: bound of all files together; the oldest go first.
    """

    def __init__(self, folder: Path, keep_days: float, max_bytes: int) -> None:
        self.folder = folder
        self._keep = keep_days * _DAY
        self._max_bytes = max_bytes
        self._kept: dict[str, _Kept] = {}
        self.bytes = 0

    def open(self) -> None:
        """Make the folder, see what is in it, and clear away what a crash left half written.

        Raises:
            OSError: the folder cannot be made or read.
        """
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder.chmod(0o700)  # it may have been there before
        self._kept.clear()
        found: dict[str, list[os.stat_result]] = {}
        for entry in list(os.scandir(self.folder)):
            ours = _OURS.fullmatch(entry.name)
            if ours and ours[2]:
                (self.folder / entry.name).unlink(missing_ok=True)
            elif ours:
                found.setdefault(ours[1], []).append(entry.stat())
        for violation, files in sorted(found.items(), key=lambda item: _newest(item[1])):
            self._kept[violation] = _Kept(_newest(files), sum(file.st_size for file in files))
        self.bytes = sum(kept.size for kept in self._kept.values())

    def write(self, violation: str, ending: str, fill: Callable[[Path], object]) -> None:
        """Have `fill` write a file, and put it in its place whole; an older one of this name is replaced.

        Raises:
            OSError: it cannot be written; nothing is left behind.
        """
        part = self.folder / f"{violation}{_PART}{ending}"
        try:
            fill(part)
            _to_disk(part)
            patiently(lambda: part.replace(self.folder / f"{violation}{ending}"))
        except BaseException:
            with contextlib.suppress(OSError):
                part.unlink(missing_ok=True)
            raise
        self._note(violation)

    def _note(self, violation: str) -> None:
        """What was written last is at the end, whatever clocks say."""
        files = [path.stat() for name in file_names(violation, clip=True) if (path := self.folder / name).exists()]
        before = self._kept.pop(violation, _Kept(0.0, 0))
        self._kept[violation] = _Kept(_newest(files), sum(file.st_size for file in files))
        self.bytes += self._kept[violation].size - before.size

    def clear(self, now: float | None) -> int:
        """Remove what is too old or too much, the oldest violation first; how many violations went.

        Args:
            now: seconds since the epoch; None if nobody knows, then nothing is too old.

        Raises:
            OSError: a file cannot be removed; it is tried again the next time.
        """
        gone = 0
        while self._kept:
            violation, kept = next(iter(self._kept.items()))
            too_old = now is not None and now - kept.written > self._keep
            if self.bytes <= self._max_bytes and not too_old:
                break
            for name in file_names(violation, clip=True):
                (self.folder / name).unlink(missing_ok=True)
            del self._kept[violation]
            self.bytes -= kept.size
            gone += 1
        return gone


def _to_disk(path: Path) -> None:
    """A name that outlives a loss of power must not stand for a file that did not."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _newest(files: list[os.stat_result]) -> float:
    return max(file.st_mtime for file in files)
