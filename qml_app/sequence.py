"""Several files that were chosen or dropped together, as the one source that a camera takes."""

from __future__ import annotations

import glob
import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

from core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence


def together(files: Sequence[str], folder: Path) -> str:
    """One file or folder as it is; several files as a pattern that finds just these, else as a folder of links.

    Args:
        files: absolute paths, at least one.
        folder: where folders of links are made.

    Raises:
        UserError: this system makes no links.
    """
    if len(files) == 1:
        return files[0]
    return _pattern(files) or _linked([Path(file) for file in files], folder)


def _pattern(files: Sequence[str]) -> str | None:
    """What their names have in common, if that finds no other file."""
    parents = {Path(file).parent for file in files}
    if len(parents) != 1:
        return None
    names = [Path(file).name for file in files]
    first = _beginning(names)
    last = _beginning([name[len(first) :][::-1] for name in names])[::-1]
    pattern = f"{glob.escape(str(parents.pop() / first))}*{glob.escape(last)}"
    return pattern if set(glob.glob(pattern)) == set(files) else None  # noqa: PTH207 -- escapes names with brackets


def _beginning(names: Sequence[str]) -> str:
    """The letters that all of them begin with."""
    first, last = min(names), max(names)
    return first[: next((place for place, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), len(first))]


def _linked(files: Sequence[Path], folder: Path) -> str:
    """The same files make the same folder; files of one name from several folders keep apart."""
    digest = hashlib.sha256("\n".join(map(str, files)).encode()).hexdigest()[:8]
    links = folder / f"{files[0].stem}-{digest}"
    try:
        links.mkdir(parents=True, exist_ok=True, mode=0o700)
        for number, file in enumerate(files, 1):
            link = links / file.name
            if link.is_symlink() and link.readlink() != file:
                link = links / f"{file.stem} ({number}){file.suffix}"
            if not link.is_symlink():
                link.symlink_to(file)
    except OSError as error:
        raise UserError(
            f"cannot open these files together: {error.strerror}", "put them in one folder and open it"
        ) from error
    return str(links)
