"""The lock over a run: held across processes, names its holder, goes with a killed process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from bootstrap.setup.lock import exclusive
from core.errors import UserError

if TYPE_CHECKING:
    from pathlib import Path

_HOLD = """
import sys
from pathlib import Path
from bootstrap.setup.lock import exclusive
with exclusive(Path(sys.argv[1]), "setup", print):
    print("held", flush=True)
    sys.stdin.readline()
"""


def hold(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_the_second_one_is_told_who_holds_it_and_gives_up(tmp_path: Path) -> None:
    path, told = tmp_path / "setup.lock", []
    holder = hold(path)
    with (
        pytest.raises(UserError, match=rf"locked by 'setup' \(pid {holder.pid}\)"),
        exclusive(path, "repair", told.append, seconds=0.2),
    ):
        raise AssertionError
    assert "waiting up to 0 s" in told[0]
    holder.communicate("\n")


def test_the_second_one_goes_on_when_the_first_has_ended(tmp_path: Path) -> None:
    path = tmp_path / "setup.lock"
    holder = hold(path)

    def free(_: str) -> None:
        assert holder.stdin
        holder.stdin.write("\n")
        holder.stdin.flush()

    with exclusive(path, "repair", free, seconds=20):
        pass
    holder.communicate()


def test_a_killed_holder_holds_nothing(tmp_path: Path) -> None:
    path = tmp_path / "setup.lock"
    holder = hold(path)
    os.kill(holder.pid, signal.SIGKILL)
    holder.communicate()
    with exclusive(path, "repair", pytest.fail, seconds=0):
        pass


def test_a_lock_removed_while_waiting_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "prefix" / "setup.lock"
    holder = hold(path)

    def remove(_: str) -> None:
        path.unlink()
        holder.communicate("\n")

    with exclusive(path, "setup", remove, seconds=20):
        assert path.exists()
