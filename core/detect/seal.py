"""Folders that are there whole or not at all: what is in them is on the disk, and proved each time it is used."""

from __future__ import annotations

import json
import os
import platform
from typing import TYPE_CHECKING, Final

from core.detect.catalogue import sha256

if TYPE_CHECKING:
    from pathlib import Path

_SEAL: Final = "sha256.json"


def close(folder: Path) -> None:
    """Write down what the folder contains, and wait until all of it is on the disk.

    Raises:
        OSError: it cannot be written.
    """
    files = sorted(path for path in folder.iterdir() if path.is_file())
    (folder / _SEAL).write_text(json.dumps({path.name: sha256(path) for path in files}), "utf-8")
    for path in (*files, folder / _SEAL):
        sync(path)
    sync(folder)


def whole(folder: Path) -> bool:
    """Whether the folder contains what was written down, unchanged."""
    try:
        written = json.loads((folder / _SEAL).read_text("utf-8"))
        return bool(written) and all(sha256(folder / name) == digest for name, digest in written.items())
    except (OSError, ValueError, AttributeError):
        return False


def sync(path: Path) -> None:
    """Wait until a file, or the names in a folder, are on the disk.

    Raises:
        OSError: they cannot be written.
    """
    if path.is_dir() and platform.system() == "Windows":  # which opens no folders, and keeps their names by itself
        return
    handle = os.open(path, os.O_RDONLY if platform.system() != "Windows" else os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
