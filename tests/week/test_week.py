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
from looked import Looked
from shifted import compiler
from stretches import common, gaps, joined, longest, outside
from truth import Judge, Truth

from core.events import STRETCH

_WEEK: Final = Path(__file__).with_name("week.py")
_EXACT: Final = 1.0  # seconds, beside the resolution of the engine's count of pictures, which it tells once a second
_STANDSTILL: Final = 30.0  # seconds


def _lived(folder: Path, options: dict[str, Any]) -> dict[str, Any]:
    """In a view of the file systems of its own, where that is allowed: it mounts small disks."""
    apart = ["unshare", "--mount"]
    if not shutil.which("unshare") or subprocess.run([*apart, "true"], check=False, capture_output=True).returncode:
        apart = []
    command = [*apart, sys.executable, str(_WEEK), str(folder), json.dumps({**options, "apart": bool(apart)})]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode() + "".join(
        log.read_text() for log in folder.glob("home/**/logs/*.log")
    )
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _told(report: dict[str, Any], file: Path) -> str:
    """What whoever runs the whole week wants to know, also when all went well."""
    gap, false = report["longest_gap"], report["false"]
    gaps = f"longest gap {gap['measured']:.1f} s, told as {gap['told']:.1f} s, standstill {report['standstill']:.1f} s"
    said = [f"{len(false)} of {report['answers']} answers of status false", *false]
    return "\n".join(["", f"{report['cuts']} cuts, {report['events']} events; {gaps}", *said, str(file), ""])


@pytest.mark.timeout(3_600)
@pytest.mark.skipif(not sys.platform.startswith("linux") or not compiler(), reason="takes a C compiler on Linux")
@pytest.mark.parametrize("options", [{}, pytest.param({"full": True, "cuts": 50}, marks=LONG)], ids=["sample", "week"])
def test_a_week_loses_nothing_and_tells_nothing_that_is_not_so(
    tmp_path: Path, options: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    report = _lived(tmp_path, options)
    (tmp_path / "report.json").write_text(json.dumps(report, indent=1))
    if options:
        with capsys.disabled():
            sys.stdout.write(_told(report, tmp_path / "report.json"))
    assert report["events"] > 10
    assert report["lost_at_broker"] == 0
    assert report["database"] == {"missing": 0, "more": 0, "other": 0}
    assert (report["dropped"], report["set_aside"]) == (0, [0, 0])
    assert report["ended_by_themselves"] == report["orphans"] == report["left"] == []
    gap = report["longest_gap"]
    exact = _EXACT + report["resolution"]
    killed = STRETCH + exact  # what an engine looked at and did not tell yet when it was killed
    assert gap["measured"] - exact <= gap["told"] <= gap["measured"] + killed, report
    assert report["untold"] <= killed, report
    assert report["unfounded"] <= exact, report
    assert report["standstill"] <= _STANDSTILL or not options, report
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


def test_a_gap_is_where_no_good_picture_was_looked_at() -> None:
    """Whatever a camera sends to a decoder that still starts."""
    looked = Looked(Path("/nowhere"), "yard")
    for process, beat, frames in ((1, 10.0, 0), (1, 11.0, 5), (1, 11.0, 5), (1, 13.0, 6), (2, 20.0, 0), (2, 21.0, 8)):
        looked.see({"pid": process, "beat": beat, "cameras": {"yard": {"frames": frames}}})
    looked.see({"pid": 3, "beat": 30.0, "cameras": {"yard": {"frames": 5}}})
    looked.close()
    found = joined(looked.stretches, 0.5)
    assert found == [(10.0, 13.0), (20.0, 21.0), (29.5, 30.0)]
    assert looked.resolution == 2.0
    told = [(11.0, 13.0), (19.0, 21.0), (29.5, 30.0)]
    assert (longest(gaps(found)), longest(outside(found, told)), longest(outside(told, found))) == (8.5, 1.0, 1.0)


def test_a_standstill_is_while_the_station_could_have_looked() -> None:
    truth = Truth()
    for power in ("on", "off", "on"):
        truth.is_now(power=power)
    (first, (again, _)) = truth.spells("power", "on")
    assert (first.end, again) == (truth.spells("power", "off")[0].begin, truth.spells("power", "off")[0].end)
    assert longest(common([(again - 9.0, again + 4.0)], [(again, float("inf"))])) == 4.0
