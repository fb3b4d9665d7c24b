"""Text for a terminal that comes from elsewhere, and words to be typed there."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all of C0 and C1 but tab and line feed


def plain(text: str) -> str:
    """`text` without what steers a terminal: logs, servers and other programs' names may hold anything (CWE-150)."""
    return _CONTROL.sub("?", text)


def typed(path: Path) -> str:
    """A path as one word of a command line here, blanks and all."""
    return subprocess.list2cmdline([str(path)]) if sys.platform == "win32" else shlex.quote(str(path))
