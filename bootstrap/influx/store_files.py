"""What the database's own files say that its API does not: of whom they are, and what it found damaged."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_ID: Final = re.compile(r"[0-9a-f]{16}")
_LAST: Final = 1_000_000  # bytes of a log in which its last start is looked for
_START: Final = b'msg="Welcome to InfluxDB"'
# At level info or error; influxd goes on in both cases.
_DAMAGED: Final = re.compile(
    r'^ts=(?P<time>\S+) .*msg="(?:File corrupt|Cannot read corrupt tsm file, renaming)".*?'
    r"(?P<file>[^\s\"=]+\.(?:wal|tsm))",
    re.MULTILINE,
)


class Damaged(NamedTuple):
    """A file that the server could not read whole, and when it said so, as it writes times."""

    file: str
    time: str


def strangers(engine: Path, known: Callable[[str], bool]) -> list[Path]:
    """Folders of data of buckets that the server does not know; it deletes those of buckets that are deleted."""
    found = [folder for folder in _folders(engine / "data") if _ID.fullmatch(folder.name) and written(folder)]
    return [folder for folder in found if not known(folder.name)]


def written(folder: Path) -> bool:
    """Whether anything is stored in it."""
    return any(_sizes(folder))


def of_bucket(engine: Path, bucket: str) -> tuple[Path, Path]:
    """Where the values of the bucket with this id are, and those that came last."""
    return engine / "data" / bucket, engine / "wal" / bucket


def damaged(log: Path) -> list[Damaged]:
    """What the server has found damaged since it was started last, by its log."""
    try:
        with log.open("rb") as file:
            file.seek(max(0, log.stat().st_size - _LAST))
            text = file.read()
    except OSError:
        return []
    since = text[max(0, text.rfind(_START)) :].decode("utf-8", "replace")
    return [Damaged(found["file"], found["time"]) for found in _DAMAGED.finditer(since)]


def _folders(folder: Path) -> list[Path]:
    with suppress(OSError):
        return sorted(one for one in folder.iterdir() if one.is_dir())
    return []


def _sizes(folder: Path) -> Iterator[int]:
    """Of files with values; the index is made anew from them."""
    with suppress(OSError):
        for file in folder.rglob("*"):
            if "_series" not in file.parts and file.is_file() and (size := file.stat().st_size):
                yield size
