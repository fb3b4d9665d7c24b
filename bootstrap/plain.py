"""Text for a terminal that comes from elsewhere."""

from __future__ import annotations

import re
from typing import Final

_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # all of C0 and C1 but tab and line feed


def plain(text: str) -> str:
    """`text` without what steers a terminal: logs, servers and other programs' names may hold anything (CWE-150)."""
    return _CONTROL.sub("?", text)
