"""A request to end a verb that holds something: as Ctrl-C, whatever shell or script has started it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
# In a process of its own: signals are the whole process's, and this one may run tests beside threads of others.
_ENDED: Final = """
import signal
from bootstrap.interrupted import cancellable

signal.signal(signal.SIGINT, signal.{ctrl_c})
before = signal.getsignal(signal.SIGTERM)
try:
    with cancellable():
        signal.raise_signal(signal.SIGTERM)
except KeyboardInterrupt:
    print("as Ctrl-C", signal.getsignal(signal.SIGTERM) == before)  # programs inherit what is ignored
"""


@pytest.mark.parametrize("ctrl_c", ["default_int_handler", "SIG_IGN"])
def test_it_ends_also_in_the_background_of_a_script_and_leaves_nothing_behind(ctrl_c: str) -> None:
    command = [sys.executable, "-c", _ENDED.format(ctrl_c=ctrl_c)]
    done = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT, timeout=60)
    assert done.stdout == "as Ctrl-C True\n"
