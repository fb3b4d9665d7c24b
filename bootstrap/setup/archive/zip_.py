"""zip: files and folders; links in zips are refused, no release needs one."""

from __future__ import annotations

import stat
import zipfile
from typing import TYPE_CHECKING

from bootstrap.setup.archive.copy import copy
from bootstrap.setup.archive.names import HostileArchiveError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from bootstrap.setup.archive.names import Ledger


def unpack(archive: Path, target: Path, ledger: Ledger, moved: Callable[[int], None]) -> None:
    """Unpack entry by entry, with the modes that zipfile drops.

    Raises:
        HostileArchiveError: an entry must not be unpacked.
        zipfile.BadZipFile: it is damaged.
    """
    with zipfile.ZipFile(archive) as file:
        for entry in file.infolist():
            path = ledger.admit(entry.filename, folder=entry.is_dir())
            mode = entry.external_attr >> 16
            if stat.S_ISLNK(mode) or entry.flag_bits & 1:
                raise HostileArchiveError(f"{path!r} is {'a link' if stat.S_ISLNK(mode) else 'encrypted'}")
            if entry.is_dir():
                (target / path).mkdir(parents=True, exist_ok=True)
                continue
            with file.open(entry) as source:
                copy(source, target / path, mode, ledger, moved)
