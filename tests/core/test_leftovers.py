"""Nothing stays behind whoever is killed: memory for pictures and files in the runtime folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core import leftovers
from core.leftovers import own_name, sweep_memory, sweep_runtime
from core.sources import ring as rings

ROOT = Path(__file__).parents[2]
LEAVE = """
from core.leftovers import own_name
from core.sources import ring
_, place = ring.create(f"{own_name()}-1", (4, 6, 3))
print(place, flush=True)
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
"""
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="memory there ends with its last user")


def test_memory_of_a_killed_process_goes_with_the_next_look_and_that_of_others_stays(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, "-c", LEAVE], cwd=ROOT, capture_output=True, text=True, check=False)
    left = Path(ended.stdout.strip())
    assert left.is_file()
    _, mine = rings.create(f"{own_name()}-1", (4, 6, 3))
    try:
        sweep_memory()
        assert not left.exists()
        assert Path(mine).is_file()
    finally:
        Path(mine).unlink()
    (tmp_path / left.name).write_text("")
    (tmp_path / "smart-intersection-of-somebody").write_text("")
    assert sweep_memory([tmp_path, tmp_path / "none"]) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["smart-intersection-of-somebody"]


def test_a_number_that_is_used_again_is_another_process(tmp_path: Path) -> None:
    pid, mark = own_name().split("-")[2:4]
    for name in (f"{pid}-{mark}", f"{pid}-{'0' * 12}", f"1-{mark}"):
        (tmp_path / f"smart-intersection-{name}-{'a' * 16}-1").write_text("")
    assert sweep_memory([tmp_path]) == 2
    assert [path.name.split("-")[2:4] for path in tmp_path.iterdir()] == [[pid, mark]]


def test_pictures_of_cameras_that_are_no_more_and_halves_of_states_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = os.getpid()
    monkeypatch.setattr(leftovers, "_process", lambda pid: object() if pid == alive else None)
    for name in ("north.live", "gone.live", f"engine.json.{alive}.part", "engine.json.77.part", "engine.json", "a.txt"):
        (tmp_path / name).write_text("")
    sweep_runtime(tmp_path, ["north"])
    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"north.live", f"engine.json.{alive}.part", "engine.json", "a.txt"}
    sweep_runtime(tmp_path / "none", ["north"])
