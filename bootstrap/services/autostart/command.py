"""How an operating system is told something."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

#: Runs a command; gives its exit code and all it wrote.
Run: TypeAlias = Callable[[list[str]], tuple[int, str]]
