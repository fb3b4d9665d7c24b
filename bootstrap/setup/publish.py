"""Releases on the disk: `<product>/<version>/` is there as a whole or not at all; `current` says which one is used."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bootstrap.files import remove_tree, sha256, sync_folder, write_atomic
from core.errors import UserError
from core.patience import patiently

if TYPE_CHECKING:
    from collections.abc import Callable

_MANIFEST: Final = ".manifest.json"
_INCOMING: Final = ".incoming"
_PREVIOUS: Final = ".previous"


def publish(folder: Path, fill: Callable[[Path], None], digest: str) -> None:
    """Make `folder` with what `fill` puts into an empty place beside it; one that is there is replaced.

    Args:
        folder: the version's folder.
        fill: is given a path that does not exist.
        digest: SHA-256 of the archive, noted in the manifest.

    Raises:
        UserError, OSError: `fill` or a rename failed; what was there before is there again.
    """
    incoming, previous = _beside(folder, _INCOMING), _beside(folder, _PREVIOUS)
    folder.parent.mkdir(parents=True, exist_ok=True)
    if not folder.exists() and previous.exists():  # killed between the two renames below
        patiently(lambda: previous.replace(folder))
    remove_tree(incoming)
    try:
        fill(incoming)
        _write_manifest(incoming, digest)
        _swap(incoming, folder, previous)
    except BaseException:
        remove_tree(incoming)
        raise


def _swap(incoming: Path, folder: Path, previous: Path) -> None:
    remove_tree(previous)
    if folder.exists():
        patiently(lambda: folder.replace(previous))  # Windows renames a folder whose program runs, but deletes it not
    try:
        patiently(lambda: incoming.replace(folder))
    except OSError:
        if previous.exists():
            patiently(lambda: previous.replace(folder))
        raise
    sync_folder(folder.parent)
    remove_tree(previous)


def _beside(folder: Path, suffix: str) -> Path:
    return folder.with_name(f"{folder.name}{suffix}")


def _write_manifest(folder: Path, digest: str) -> None:
    files = {}
    for path in _files(folder):
        found = path.stat()  # of what a link points to, as it is compared later
        files[path.relative_to(folder).as_posix()] = [found.st_size, found.st_mtime_ns, sha256(path)]
    content = json.dumps({"version": 1, "archive": digest, "files": files})
    write_atomic(folder / _MANIFEST, content)


def _files(folder: Path) -> list[Path]:
    found = (Path(root) / name for root, _, names in os.walk(folder) for name in names)
    return [path for path in found if path.is_file() and path.name != _MANIFEST]


def damage(folder: Path, digest: str) -> str | None:
    """What is wrong with a version's folder; None if it is as it was unpacked from the archive with this hash.

    A file whose size and time are as they were is taken for unchanged; one with another time is read.
    """
    if not folder.is_dir():
        return "not installed"
    try:
        manifest = json.loads((folder / _MANIFEST).read_text("utf-8"))
        if manifest["archive"] != digest:
            return "unpacked from another archive"
        for name, (size, changed, content) in manifest["files"].items():
            if wrong := _damage(name, folder / name, size, changed, content):
                return wrong
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return "its manifest is missing or damaged"
    return None


def _damage(name: str, path: Path, size: int, changed: int, content: str) -> str | None:
    try:
        found = path.stat()
    except OSError:
        return f"{name} is missing"
    if found.st_size != size:
        return f"{name} is {found.st_size} bytes long instead of {size}"
    return f"the content of {name} has changed" if found.st_mtime_ns != changed and sha256(path) != content else None


def executable(folder: Path, names: tuple[str, ...]) -> Path:
    """The program of one of these names nearest to the top, wherever the release keeps it; of several the first name's.

    Raises:
        UserError: it is not in there.
    """
    found = [path for path in _files(folder) if path.name.lower() in names]
    if not found:
        raise UserError(f"{names[0]} not found in {folder}", "unexpected archive content; check the catalogue")
    return min(found, key=lambda path: (len(path.parts), names.index(path.name.lower()), path))


def folder_name(version: str) -> str:
    """Name of a version's folder."""
    return version.replace("+", "_")


def read_current(product: Path) -> str | None:
    """The version in use, as its folder is called; None if none is."""
    return _read(product, "current")


def read_previous(product: Path) -> str | None:
    """The version that was in use before; None if there was none, or it has gone."""
    return _read(product, "previous")


def _read(product: Path, name: str) -> str | None:
    try:
        version = (product / name).read_text("utf-8").strip()
    except OSError:
        return None
    return version if version and (product / version).is_dir() else None


def write_current(product: Path, version: str) -> None:
    """Use this version. A text file: links need privileges on Windows.

    Raises:
        OSError: it could not be written.
    """
    before = read_current(product)
    if before not in (None, version):
        write_atomic(product / "previous", f"{before}\n")
    write_atomic(product / "current", f"{version}\n")
