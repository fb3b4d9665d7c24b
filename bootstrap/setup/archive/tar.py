"""tar, plain or compressed: files, folders, and links that stay inside."""

from __future__ import annotations

import tarfile
from typing import TYPE_CHECKING, Final

from bootstrap.setup.archive.copy import copy, link
from bootstrap.setup.archive.names import HostileArchiveError, clean, link_target

#: What comes before an entry: its name, its link and other facts, where the head has no room for them.
_ABOUT_NAMES: Final = frozenset(
    (
        *(tarfile.GNUTYPE_LONGNAME, tarfile.GNUTYPE_LONGLINK),
        *(tarfile.XHDTYPE, tarfile.XGLTYPE, tarfile.SOLARIS_XHDTYPE),
    )
)
_LONGEST_ABOUT: Final = 65_536  # bytes

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.setup.archive.names import Ledger


def unpack(archive: Path, target: Path, ledger: Ledger, moved: Callable[[int], None]) -> None:
    """Unpack entry by entry. Links are made last, so that nothing is ever written through one.

    Raises:
        HostileArchiveError: an entry must not be unpacked.
        tarfile.TarError: it is damaged.
    """
    links: list[tuple[str, str]] = []
    with tarfile.open(archive, "r:*", tarinfo=_Entry) as tar:
        for entry in tar:
            path = ledger.admit(entry.name, folder=entry.isdir())
            if entry.isdir():
                if entry.size:  # would be passed over, however much it becomes
                    raise HostileArchiveError(f"the folder {path!r} has content")
                (target / path).mkdir(parents=True, exist_ok=True)
            elif entry.isreg():
                _file(tar, entry, target / path, ledger, moved)
            elif entry.issym():
                link_target(path, entry.linkname)
                links.append((path, entry.linkname))
            elif entry.islnk():
                _hard_link(path, clean(entry.linkname), target, ledger, moved)
            else:
                raise HostileArchiveError(f"{path!r} is not a file, folder or link")
    for path, to in links:
        link(target / path, to)
    check_links(target)


class _Entry(tarfile.TarInfo):
    """An entry whose names are of a length names have: the module would read any length of them into memory."""

    def _proc_member(self, tarfile: tarfile.TarFile) -> tarfile.TarInfo:
        if self.type in _ABOUT_NAMES and self.size > _LONGEST_ABOUT:
            raise HostileArchiveError(f"it describes an entry in {self.size} bytes")
        return super()._proc_member(tarfile)  # type: ignore[misc,no-any-return]  # what `tarfile` offers to subclasses


def _file(
    tar: tarfile.TarFile, entry: tarfile.TarInfo, path: Path, ledger: Ledger, moved: Callable[[int], None]
) -> None:
    source = tar.extractfile(entry)
    if source is None:
        raise HostileArchiveError(f"{entry.name!r} has no content")
    with source:
        copy(source, path, entry.mode, ledger, moved)


def _hard_link(path: str, to: str, target: Path, ledger: Ledger, moved: Callable[[int], None]) -> None:
    """A copy of a file that came before: whatever else it could mean is refused."""
    original = target / to
    if original.is_symlink() or not original.is_file():
        raise HostileArchiveError(f"the hard link {path!r} points to {to!r}, which is not a file in this archive")
    with original.open("rb") as source:
        copy(source, target / path, original.stat().st_mode, ledger, moved)


def check_links(target: Path) -> None:
    """Look at what really lies there: a chain of harmless links may lead outside.

    Raises:
        HostileArchiveError: one does, or leads nowhere.
    """
    root = target.resolve()
    for path in target.rglob("*"):
        if path.is_symlink():
            try:
                end = path.resolve(strict=True)
            except (OSError, RuntimeError):
                raise HostileArchiveError(f"the link {path.name!r} has no target") from None
            if not end.is_relative_to(root):
                raise HostileArchiveError(f"the link {path.name!r} points outside the archive")
