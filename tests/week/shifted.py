"""A wall clock that can be set without touching the machine's: see shift.c."""

from __future__ import annotations

import mmap
import shutil
import struct
import subprocess
from pathlib import Path


class Shifted:
    """The clock of all processes that get `environment`.

    Attributes:
        seconds: how far it is ahead of the machine's.
    """

    def __init__(self, folder: Path) -> None:
        library, self._file = folder / "shift.so", folder / "shift"
        source = str(Path(__file__).with_name("shift.c"))
        subprocess.run([compiler(), "-O2", "-shared", "-fPIC", "-o", str(library), source, "-ldl"], check=True)
        self._file.write_bytes(bytes(8))
        with self._file.open("r+b") as file:
            self._memory = mmap.mmap(file.fileno(), 8)
        self.seconds = 0
        self.environment = {"LD_PRELOAD": str(library), "CLOCK_SHIFT": str(self._file)}

    def set(self, seconds: int) -> None:
        self.seconds = seconds
        self._memory[:] = struct.pack("=q", seconds)


def compiler() -> str | None:
    return shutil.which("cc") or shutil.which("gcc")
