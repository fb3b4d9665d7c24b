"""A week of a counting station, in minutes: nothing is lost or told twice, and nothing is said that is not so."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, Final

import pytest
from drills import LONG
from shifted import compiler
from truth import Judge, Truth

_WEEK: Final = Path(__file__).with_name("week.py")
_STRETCH: Final = 5.0  # seconds that an engine watched and did not tell before it was killed
_SLACK: Final = 30.0  # seconds for which a decoder is sent pictures and still starts, on a busy machine


def _lived(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """In a view of the file systems of its own, where that is allowed: it mounts small disks."""
    apart = ["unshare", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*apart, "true"], check=False, capture_output=True).returncode:
        apart = []
    command = [*apart, sys.executable, str(_WEEK), str(folder), json.dumps({**options, "apart": bool(apart)})]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + (folder / "engine.log").read_text()
    return dict(json.loads(done.stdout.splitlines()[-1]))


@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not sys.platform.startswith("linux") or not compiler(), reason="takes a C compiler on Linux")
@pytest.mark.parametrize("options", [{}, pytest.param({"full": True, "cuts": 50}, marks=LONG)], ids=["sample", "week"])
def test_a_week_loses_nothing_and_tells_nothing_that_is_not_so(tmp_path: Path, options: dict[str, Any]) -> None:
    report = _lived(tmp_path, options)
    assert report["events"] > 10
    assert report["lost_at_broker"] == 0
    assert report["database"] == {"missing": 0, "more": 0, "other": 0}
    assert (report["dropped"], report["set_aside"]) == (0, [0, 0])
    assert report["ended_by_themselves"] == report["orphans"] == report["left"] == []
    gap = report["longest_gap"]
    assert gap["measured"] - 1.0 <= gap["told"] <= gap["measured"] + _STRETCH + _SLACK, gap
    assert report["answers"] > 3
    assert report["false"] == []


def test_the_judge_of_the_week_hears_what_is_not_so() -> None:
    truth = Truth()
    truth.is_now(engine="up", camera="frozen", broker="up", database="down", disk="free", runtime="free")
    judge = Judge(truth, "yard", noticed=0.0, again=0.0)
    sinks = {"mqtt": {"state": "running"}, "influx": {"state": "running"}}
    state = {"cameras": {"yard": {"state": "running", "fps": 9.0}}, "sinks": sinks}
    asked = time.monotonic()
    judge.hear({"asked": asked, "code": 0, "said": {"alive": True, "state": state}}, asked + 1.0)
    assert len(judge.false) == 4, judge.false  # the camera's state, the database's, and twice the exit code
