"""What an operating system is told to start."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from bootstrap.layout import Layout

#: Runs a command; gives its exit code and all it wrote.
Run: TypeAlias = Callable[[list[str]], tuple[int, str]]
#: Of the package, for interpreters that do not have it installed.
ROOT: Final = Path(__file__).resolve().parents[3]


def supervise(layout: Layout) -> list[str]:
    """The supervisor's command line."""
    return [sys.executable, "-m", "bootstrap.services.supervisor", "--prefix", str(layout.prefix)]
