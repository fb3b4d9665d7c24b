"""Which entries of an archive may be unpacked, decided by their names and sizes before anything is written."""

from __future__ import annotations

import posixpath
import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from core.errors import UserError

# Windows gives these to devices, with any extension; a colon opens a stream or a drive.
_DEVICE: Final = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_FORBIDDEN: Final = re.compile(r'[\x00-\x1f<>:"|?*]')
_LONGEST: Final = 1000


@dataclass(frozen=True, slots=True)
class Limits:
    """How much an archive may become."""

    count: int = 200_000
    total: int = 4_000_000_000
    ratio: float = 200.0  # unpacked to packed, checked once `slack` bytes are there
    slack: int = 50_000_000


class HostileArchiveError(UserError):
    """An archive that must not be unpacked.

    Args:
        why: which entry and what about it.
    """

    def __init__(self, why: str) -> None:
        super().__init__(f"unsafe archive rejected: {why}", "do not use this archive; inform its publisher")


class Ledger:
    """Keeps account of an archive's entries.

    Args:
        packed: bytes of the archive.
        limits: how much may come out of it.
    """

    def __init__(self, packed: int, limits: Limits) -> None:
        self._packed, self._limits = packed, limits
        self._seen: dict[str, str] = {}
        self._files: set[str] = set()
        self._count = self._bytes = 0

    def admit(self, name: str, *, folder: bool = False) -> str:
        """The clean relative path of an entry, with forward slashes; empty for the root itself.

        Raises:
            HostileArchiveError: it points outside the archive, cannot exist on some system, or was there before.
        """
        self._count += 1
        if self._count > self._limits.count:
            raise HostileArchiveError(f"more than {self._limits.count} entries")
        path = clean(name)
        key = unicodedata.normalize("NFC", path).casefold()
        if not folder and key in self._seen:
            raise HostileArchiveError(f"{path!r} and {self._seen[key]!r} are the same file on some systems")
        if folder and key in self._files:
            raise HostileArchiveError(f"{path!r} is a file and a folder")
        self._check_parents(path, key)
        self._seen.setdefault(key, path)
        if not folder:
            self._files.add(key)
        return path

    def _check_parents(self, path: str, key: str) -> None:
        parent, cut = key, path
        while parent := posixpath.dirname(parent):
            cut = posixpath.dirname(cut)
            if parent in self._files:
                raise HostileArchiveError(f"{path!r} is inside the file {self._seen[parent]!r}")
            self._seen.setdefault(parent, cut)

    def grow(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            HostileArchiveError: too many for what went in.
        """
        self._bytes += count
        self.fits(self._bytes)

    def fits(self, total: int) -> None:
        """Look at how many bytes have come out by now.

        Raises:
            HostileArchiveError: too many for what went in.
        """
        if total > self._limits.total:
            raise HostileArchiveError(f"it unpacks to more than {self._limits.total / 1e9:.0f} GB")
        if total > self._limits.slack and total > self._limits.ratio * self._packed:
            raise HostileArchiveError(f"it unpacks to more than {self._limits.ratio:.0f} times its size")


def clean(name: str) -> str:
    """A relative path with forward slashes, without '.' parts.

    Raises:
        HostileArchiveError: it is absolute, climbs out, or cannot exist on some system.
    """
    shown = name[:100].encode("unicode_escape").decode()
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        raise HostileArchiveError(f"'{shown}' is an absolute path")
    parts = [part for part in re.split(r"[/\\]", name) if part not in ("", ".")]
    if ".." in parts:
        raise HostileArchiveError(f"'{shown}' points outside the archive")
    path = "/".join(parts)
    if _FORBIDDEN.search(path) or len(path) > _LONGEST or any(_bad(part) for part in parts):
        raise HostileArchiveError(f"'{shown}' cannot exist on every system")
    return path


def _bad(part: str) -> bool:
    return bool(_DEVICE.fullmatch(part)) or part != part.rstrip(". ")


def link_target(path: str, target: str) -> str:
    """Where a symbolic link at `path` leads, relative to the root.

    Raises:
        HostileArchiveError: outside.
    """
    if target.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", target) or "\\" in target:
        raise HostileArchiveError(f"the link {path!r} points to an absolute path")
    joined = posixpath.normpath(posixpath.join(posixpath.dirname(path), target))
    if joined == ".." or joined.startswith("../"):
        raise HostileArchiveError(f"the link {path!r} points outside the archive")
    return joined
