"""Setup of the real Mosquitto killed at each task, run twice at once, and undone."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest
from installation import NEEDS_BROKER, ROOT, Client, Installation, processes_of, tree

from bootstrap.setup.context import Choices, Context
from bootstrap.setup.uninstall import uninstall

pytestmark = NEEDS_BROKER

_KILLED = """
import os, sys
from pathlib import Path
from bootstrap.layout import Layout
from bootstrap.setup.context import Choices, Context
from bootstrap.converge.progress import TaskEnded, TaskStarted
from bootstrap.setup.run import setup
left = int(sys.argv[3])
def tell(step):
    global left
    left -= isinstance(step, (TaskEnded, TaskStarted))
    if left < 0:
        os._exit(9)
setup(Context(Layout(Path(sys.argv[1])), Choices(ports={"mosquitto": int(sys.argv[2])}), tell), ["mosquitto"])
"""
_BOUNDARIES = 40


@pytest.mark.parametrize("number", [0, 9, 24, 27, 30, 33, 35, 36])
def test_killed_at_a_task_boundary_the_next_run_converges(fresh: Installation, number: int) -> None:
    _kill_at(fresh, number)


@pytest.mark.slow
@pytest.mark.skipif(not os.environ.get("SMART_INTERSECTION_SLOW"), reason="set SMART_INTERSECTION_SLOW=1")
@pytest.mark.parametrize("number", range(_BOUNDARIES))
def test_killed_at_any_task_boundary_the_next_run_converges(fresh: Installation, number: int) -> None:
    _kill_at(fresh, number)


def _kill_at(fresh: Installation, number: int) -> None:
    arguments = [str(fresh.layout.prefix), str(fresh.port), str(number)]
    done = subprocess.run([sys.executable, "-c", _KILLED, *arguments], check=False, timeout=60)
    assert done.returncode in ((9,) if number < _BOUNDARIES - 6 else (0, 9))
    fresh.changed()
    assert Client(fresh.port, "app", fresh.secret("app")).accepted
    assert [path.name for path in fresh.layout.prefix.rglob("*.part")] == []


def test_two_setups_at_once_both_end_well(fresh: Installation) -> None:
    arguments = ["setup", "--only", "mosquitto", "--yes", "--json", "--port", f"mosquitto={fresh.port}"]
    line = [sys.executable, "-m", "bootstrap", *arguments, "--prefix", str(fresh.layout.prefix)]
    both = [subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    results = [process.communicate(timeout=90) for process in both]
    recaps = [json.loads(out)["recap"] for out, _ in results]
    assert [recap["failed"] for recap in recaps] == [0, 0]
    assert sorted(recap["changed"] > 0 for recap in recaps) == [False, True]
    assert len([found for found in processes_of(fresh.layout) if "mosquitto" in found.name()]) == 1


def test_uninstall_keeps_data_and_the_secrets_that_open_them_unless_told(fresh: Installation) -> None:
    home = fresh.layout.prefix.parents[2]
    (home / "other").write_text("not ours")
    before = tree(home)
    fresh.setup()
    secret = fresh.secret("app")
    context = Context(fresh.layout, Choices())
    assert uninstall(context).exit_code == 0
    assert sorted(path.name for path in fresh.layout.prefix.iterdir()) == ["data", "secrets", "setup.json"]
    assert processes_of(fresh.layout) == []
    assert fresh.setup().exit_code == 0
    assert fresh.secret("app") == secret
    assert uninstall(Context(fresh.layout, Choices()), purge=True).exit_code == 0
    assert tree(home) == before
    assert uninstall(Context(fresh.layout, Choices()), purge=True).recap["changed"] == 0


def test_uninstall_leaves_what_others_put_there(fresh: Installation) -> None:
    fresh.setup()
    (fresh.layout.prefix / "journal.sqlite").write_text("the engine's")
    assert uninstall(Context(fresh.layout, Choices()), purge=True).exit_code == 0
    assert [path.name for path in fresh.layout.prefix.iterdir()] == ["journal.sqlite"]


_UNINSTALL_KILLED = """
import os, sys
from pathlib import Path
from bootstrap.layout import Layout
from bootstrap.setup.context import Context
from bootstrap.converge.progress import TaskEnded
from bootstrap.setup.uninstall import uninstall
def tell(step):
    if isinstance(step, TaskEnded) and step.result.name.endswith(sys.argv[2]):
        os._exit(9)
uninstall(Context(Layout(Path(sys.argv[1])), tell=tell), purge=True)
"""


@pytest.mark.parametrize("task", ["services stopped", "forget service mosquitto", "remove config", "remove setup.json"])
def test_uninstall_killed_in_the_middle_goes_on_and_leaves_nothing(fresh: Installation, task: str) -> None:
    fresh.setup()
    command = [sys.executable, "-c", _UNINSTALL_KILLED, str(fresh.layout.prefix), task]
    assert subprocess.run(command, check=False, timeout=60, cwd=ROOT).returncode == 9
    assert uninstall(Context(fresh.layout, Choices()), purge=True).exit_code == 0
    assert not fresh.layout.prefix.exists()
    assert processes_of(fresh.layout) == []
