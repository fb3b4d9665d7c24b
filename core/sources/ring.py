"""Shared memory for pictures: a ring of slots that the decoder fills and the engine reads in place.

`multiprocessing.shared_memory` is not used: before Python 3.13 its tracker unlinks what unrelated processes still
use. Windows maps named memory that ends with its last user; elsewhere a file is mapped and its name removed at once.
"""

from __future__ import annotations

import mmap
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from core.leftovers import memory_folders
from core.mapped import reserve

if TYPE_CHECKING:
    from core.types import Image

#: Frames a consumer may hold at once.
HELD: Final = 8
#: Freed slots are told to the decoder in bunches of this many: fewer wake-ups of its process.
BUNCH: Final = 4
#: Held frames, freed ones not yet told, and one the decoder works on, so that nobody waits for each other forever.
SLOTS: Final = HELD + BUNCH

#: 8K UHD and a little more; what claims to be larger is damaged or hostile.
MAX_PIXELS: Final = 34_000_000

_PAGE: Final = 4096
_MADE: Final = b"SIRING1\0"  # at the very end; on Windows the memory of a dead decoder comes back empty


class Ring:
    """One mapping of `SLOTS` pictures of one size; lives as long as anybody looks at a picture in it.

    Attributes:
        shape: height, width, 3.
        pictures: the slots as (height, width, 3) uint8 arrays.
    """

    def __init__(self, memory: mmap.mmap, shape: tuple[int, int, int]) -> None:
        self.shape = shape
        stride = _stride(shape)
        size = shape[0] * shape[1] * shape[2]
        self.pictures: list[Image] = [
            np.frombuffer(memory, np.uint8, size, slot * stride).reshape(shape) for slot in range(SLOTS)
        ]


def create(name: str, shape: tuple[int, int, int]) -> tuple[Ring, str]:
    """Make a ring; returns it and the place to `attach` it at.

    Raises:
        OSError: there is no room for it.
    """
    size = _stride(shape) * SLOTS
    if sys.platform == "win32":
        return _made(mmap.mmap(-1, size, tagname=name), shape), name
    error: OSError | None = None
    for folder in _folders():
        try:
            return _made(_create_file(folder / name, size), shape), str(folder / name)
        except OSError as problem:  # too little room there, or none of our business
            error = problem
    raise error or OSError("there is no folder for temporary files")


def attach(place: str, shape: tuple[int, int, int]) -> Ring:
    """Map a ring another process made. Its name is gone then, so nothing is left behind whoever dies.

    Raises:
        OSError, ValueError: it is not there, too small, or nobody made it.
    """
    size = _stride(shape) * SLOTS
    if sys.platform == "win32":
        return _checked(mmap.mmap(-1, size, tagname=place), shape)
    handle = os.open(place, os.O_RDWR | os.O_NOFOLLOW)
    try:
        return _checked(mmap.mmap(handle, size), shape)
    finally:
        os.close(handle)
        Path(place).unlink()


def remove(name: str) -> None:
    """Remove what a decoder left that died before its ring was attached."""
    for folder in _folders():
        (folder / name).unlink(missing_ok=True)


def _made(memory: mmap.mmap, shape: tuple[int, int, int]) -> Ring:
    memory[-len(_MADE) :] = _MADE
    return Ring(memory, shape)


def _checked(memory: mmap.mmap, shape: tuple[int, int, int]) -> Ring:
    if memory[-len(_MADE) :] != _MADE:
        raise ValueError("nobody made this ring")
    return Ring(memory, shape)


def _stride(shape: tuple[int, int, int]) -> int:
    """Bytes from slot to slot: whole pages, and one more that a decoder which writes too far may hit."""
    return (shape[0] * shape[1] * shape[2] // _PAGE + 2) * _PAGE


def _folders() -> list[Path]:
    return [] if sys.platform == "win32" else memory_folders()


def _create_file(path: Path, size: int) -> mmap.mmap:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    try:
        reserve(handle, size)
        return mmap.mmap(handle, size)
    except OSError:
        path.unlink()
        raise
    finally:
        os.close(handle)
