"""Which files a camera of recordings plays: one, a folder of them, or what a pattern finds, in order of time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, Final

from core.errors import UserError
from core.sources.location import locate
from core.sources.recorded_time import Begin, begins
from core.suffixes import VIDEOS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MAGIC: Final = re.compile(r"[*?[]")
_DIGITS: Final = re.compile(r"(\d+)")


@dataclass(frozen=True, slots=True)
class Recording:
    """One file.

    Attributes:
        path: where it is.
        begin: when its first frame was taken, and how that is known.
    """

    path: Path
    begin: Begin


def expand(source: str) -> list[Path]:
    """The files that `source` stands for, in order of the time they were recorded, then of their names.

    Args:
        source: a file, a folder, or a pattern such as `recordings/*.mp4`. What exists under just that name is meant,
            whatever signs are in it.

    Raises:
        UserError: a folder has no video in it, or nothing fits a pattern.
    """
    try:
        return [one.path for one in arranged(source)]
    except UserError as error:
        raise UserError(f"{locate(source, '').where}: {error.what}", error.remedy) from None


def arranged(source: str, zone: tzinfo = UTC) -> list[Recording]:
    """The files of `source` as `expand` orders them, with their times; those without a zone are times of `zone`.

    Raises:
        UserError: see `expand`.
    """
    files = [Recording(path, begins(path, zone)) for path in _found(Path(locate(source, "").where))]
    return sorted(files, key=lambda one: (one.begin.time, natural(one.path)))


def several(source: str) -> bool:
    """Whether `source` is a folder or a pattern, not one file."""
    location = locate(source, "")
    if location.about.nature != "video":
        return False
    path = Path(location.where)
    return path.is_dir() or (not path.exists() and _MAGIC.search(location.where) is not None)


def natural(path: Path) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts names as people do: clip 2 before clip 10."""
    parts = _DIGITS.split(str(path).casefold())
    return tuple((0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts)


def _found(path: Path) -> Sequence[Path]:
    if path.is_dir():
        return _some(
            (one for one in path.iterdir() if one.suffix.lower() in VIDEOS), "the folder contains no video files"
        )
    if path.exists() or not _MAGIC.search(str(path)):
        return [path]
    base, pattern = _split(path)
    return _some(base.glob(pattern), "no files match this pattern")


def _split(path: Path) -> tuple[Path, str]:
    """The folders that exist as they are written, and the pattern below them: their names may hold brackets too."""
    base = path.parent
    while not base.is_dir():
        base = base.parent
    return base, str(path.relative_to(base))


def _some(found: Iterator[Path], otherwise: str) -> Sequence[Path]:
    try:
        files = sorted(one for one in found if not one.name.startswith(".") and one.is_file())
    except (OSError, ValueError, NotImplementedError) as error:
        raise UserError(f"cannot be read: {error}", "check the folder or pattern") from None
    if not files:
        raise UserError(otherwise, "check the folder or pattern, for example recordings/*.mp4")
    return files
