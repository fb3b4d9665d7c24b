"""A file that its user asked for, wherever he wants it: whole or not at all, and nothing else there is touched.

The folder may be one that others write into as well, such as `/tmp`. What is written at first has a name that nobody
can know beforehand: a link, a pipe or a file of the user's own under a name like `report.json.part` would be written
through, waited for or lost.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

from core import private
from core.patience import patiently

if TYPE_CHECKING:
    from pathlib import Path

_KEPT: Final = 20  # letters of a name, of which each may be up to four bytes


def beside(path: Path) -> Path:
    """A new name in the folder of `path`, for what takes its place once it is whole; to be opened with "x"."""
    return path.with_name(f".{path.name[:_KEPT]}.{os.urandom(8).hex()}.part")


def replace(path: Path, data: bytes) -> None:
    """Have `path` hold this, readable by whom the user's shell lets read.

    Raises:
        OSError: it could not be written; `path` is as it was.
    """
    part = beside(path)
    try:
        with part.open("xb") as file:
            file.write(data)
        private.shared(part)
        patiently(lambda: part.replace(path))
    except BaseException:
        part.unlink(missing_ok=True)
        raise


def try_out(path: Path) -> None:
    """See whether a file can be made there.

    Raises:
        OSError: it cannot.
    """
    part = beside(path)
    part.touch(exist_ok=False)
    part.unlink()
