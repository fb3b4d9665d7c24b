"""Whether this runs where everything is installed. Standard library only, and as little of it as that takes."""

from __future__ import annotations

import sys
from os import path
from typing import Final

_ROOT: Final = path.dirname(path.dirname(path.realpath(__file__)))  # noqa: PTH120 - pathlib is slow to import


def inside() -> bool:
    """In the environment that stage 0 has made, or where there is no clone and others have installed it."""
    here, made = path.normcase(sys.prefix), path.normcase(path.join(_ROOT, ".venv"))  # noqa: PTH118 - as above
    return here == made or not path.isfile(path.join(_ROOT, "pyproject.toml"))  # noqa: PTH113, PTH118 - as above
