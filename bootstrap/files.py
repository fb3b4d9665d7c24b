"""Writing files so that a crash at any instant leaves the old one or the new one, never half of one."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path
from typing import Final

from core.patience import patiently

_CHUNK: Final = 1 << 20
_PART: Final = re.compile(r"\..+\.(\d{1,10})\.\w+\.part")  # of `write_atomic`, with its writer's pid


def write_atomic(path: Path, data: bytes | str, mode: int = 0o600, *, lasting: bool = True) -> None:
    """Replace `path` as a whole; it exists with `mode` from its first instant on.

    Args:
        path: the file; its folder is there.
        data: what shall be in it; text as UTF-8.
        mode: who may read and write it.
        lasting: a power cut leaves the old or the new one, too; that costs a wait for the disk.

    Raises:
        OSError: it could not be written; `path` is as it was.
    """
    content = data.encode() if isinstance(data, str) else data
    part = path.with_name(f".{path.name}.{os.getpid()}.{os.urandom(6).hex()}.part")
    try:
        # Binary: on Windows text would get other ends of lines.
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            if lasting:
                os.fsync(file.fileno())
        if os.name != "nt":
            part.chmod(mode)
        patiently(lambda: part.replace(path))
    except BaseException as error:
        part.unlink(missing_ok=True)
        if isinstance(error, OSError) and error.filename is None:  # what a write says does not name its file
            error.filename = str(path)
        raise
    if lasting:
        sync_folder(path.parent)


def abandoned(part: Path) -> bool:
    """Whether `write_atomic` was killed over this file: it is one of its, and whoever wrote it is gone."""
    found = _PART.fullmatch(part.name)
    if found is None:
        return False
    import psutil  # noqa: PLC0415 - only who tidies up asks; the supervisor never does

    return not psutil.pid_exists(int(found.group(1)))


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` survive a power cut, where the system offers that."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def remove_tree(path: Path) -> None:
    """Remove a file, link or folder, also one that forbids it with its mode; nothing there is fine.

    Raises:
        OSError: it is still there.
    """
    if path.is_symlink() or path.is_file():
        patiently(path.unlink)
        return
    if not path.exists():
        return
    for folder in (path, *(Path(root) / name for root, names, _ in os.walk(path) for name in names)):
        if not folder.is_symlink():
            folder.chmod(0o700)
    import shutil  # noqa: PLC0415 - packers and all; the supervisor removes no folders

    patiently(lambda: shutil.rmtree(path))


def sha256(path: Path) -> str:
    """SHA-256 of a file as hex digits.

    Raises:
        OSError: it cannot be read.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
