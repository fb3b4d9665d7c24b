"""Our own Python processes speak UTF-8 with each other, also where the system's code page is another."""

from __future__ import annotations

from typing import Final

#: Variables for a Python process whose output we read, or whose log. The second is stronger than the first, and a user
#: may have set it otherwise.
SPEAKS_UTF8: Final = {"PYTHONUTF8": "1", "PYTHONIOENCODING": "utf-8"}
