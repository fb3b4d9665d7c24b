"""A supervisor as an earlier version of the program would have left it running."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bootstrap.services import control, leader

if TYPE_CHECKING:
    from bootstrap.layout import Layout

_PROGRAM = """
from bootstrap.services import code, supervisor
code.stamp = lambda: "of an earlier version"
supervisor.main()
"""


def take_over(layout: Layout) -> int:
    """Have it take the place of the one that runs, and all that serves; its pid."""
    serving = [found.name for found in control.status(layout) if found.ok]
    leader.dismiss(layout)
    command = [sys.executable, "-c", _PROGRAM, "--prefix", str(layout.prefix)]
    process = subprocess.Popen(command, cwd=Path(__file__).parents[1], start_new_session=True)
    deadline = time.monotonic() + 30
    while [found.name for found in control.status(layout) if found.ok] != serving:
        assert time.monotonic() < deadline
        time.sleep(0.03)
    return process.pid
