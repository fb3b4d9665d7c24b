from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from bootstrap import again, cli
from bootstrap.again import Asked
from bootstrap.effective import effective, read
from bootstrap.shown import Plain
from bootstrap.table import plain_lines, report_table
from core.live import read_state
from core.threads import BEGIN_ANEW

ROOT = Path(__file__).parents[2]
REPORT: dict[str, Any] = {
    "cameras": {
        "north [red]": {
            "state": "running",
            "reason": None,
            "frames": 905,
            "skipped": 3,
            "fps": 41.25,
            "stages_ms": {"end_to_end": {"p50": 12.4, "p95": 20, "p99": 30}},
            "lines": {"all": {"forward": {"car": 11, "truck": 1, "total": 12}, "backward": {"total": 0}}},
            "movements": {"in-[n]": {"out-w": {"bus": 3, "total": 3}, "out-s": {"total": 0}}},
            "violations": {"red_light": 2, "wrong_way": 0},
        },
        "south": {
            "state": "failed",
            "reason": "no such file",
            "frames": 0,
            "skipped": 0,
            "fps": 0.0,
            "stages_ms": {},
            "lines": {},
            "violations": {"red_light": 0, "wrong_way": 0},
        },
    },
    "detector": {"name": "yolo11n", "backend": "openvino", "device": "CPU"},
    "journal": {"appended": 7, "dropped": 0},
    "sinks": {"mqtt": {"acked": 5, "backlog": 2, "set_aside": 1}},
}

# A program of its own, so that real signals reach it.
PROGRAM = """
import sys
import engine_double; engine_double.install()
from bootstrap import shown
shown._PLAIN_PERIOD = 0.05
from bootstrap.cli import main
sys.exit(main(sys.argv[1:]))
"""


@pytest.fixture(autouse=True)
def _double(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(Path(__file__).parent))


def start(*arguments: str, report: dict[str, Any], **environment: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=ROOT,
        env={**os.environ, "REPORT": json.dumps(report), **environment},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def good() -> dict[str, Any]:
    return {**REPORT, "cameras": {"north": REPORT["cameras"]["north [red]"]}}


def until_ready(process: subprocess.Popen[str]) -> None:
    assert process.stderr is not None
    for line in process.stderr:
        if "READY" in line:
            return
    pytest.fail("the engine never started")


def test_a_run_that_ends_prints_and_writes_its_report(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    process = start("run", "--source", "a.mp4", "--report", str(file), "--duration", "9", report=good(), ENDS="1")
    out, err = process.communicate()
    assert process.returncode == 0, err
    report = json.loads(file.read_text())
    assert report["log"] == ["made", False, 9.0, "started", "stopped"]
    assert report["cameras"] == good()["cameras"]
    assert [entry.name for entry in tmp_path.iterdir() if entry.name != "home"] == ["report.json"]
    assert "motion" in out.splitlines()[0]  # the first line names the detector
    assert "north running: 41.2 fps, frames 905" in out  # a plain line while it runs
    assert "car 11, truck 1" in out  # the table at the end


def test_json_is_all_there_is_on_standard_output() -> None:
    process = start("run", "--source", "a.mp4", "--json", report=good(), ENDS="1")
    out, _ = process.communicate()
    assert json.loads(out)["detector"]["name"] == "yolo11n"


def test_a_failed_camera_is_exit_code_1() -> None:
    process = start("run", "--source", "a.mp4", report=REPORT, ENDS="1")
    out, _ = process.communicate()
    assert process.returncode == 1
    assert "no such file" in out


def test_an_engine_that_gave_up_is_exit_code_75_for_who_starts_it_again() -> None:
    process = start("run", "--source", "a.mp4", report=good(), GIVES_UP="1")
    process.communicate()
    assert process.returncode == BEGIN_ANEW == 75


def test_what_the_engine_refuses_is_one_line_and_no_report(tmp_path: Path) -> None:
    process = start("run", "--source", "a.mp4", "--report", str(tmp_path / "r.json"), report=REPORT, REFUSE="1")
    _, err = process.communicate()
    assert process.returncode == 2
    assert err.splitlines() == ["error: camera 'cam-1': nothing there — look again"]
    assert not (tmp_path / "r.json").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals; Ctrl-Break takes the same way")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 0)])
def test_an_interrupted_run_stops_gracefully_and_still_reports(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    file = tmp_path / "report.json"
    process = start("run", "--source", "a.mp4", "--report", str(file), report=good())
    until_ready(process)
    process.send_signal(number)
    process.communicate()
    assert process.returncode == code
    assert json.loads(file.read_text())["log"][-1] == "stopped"


def test_two_engines_never_share_a_home(home: Path) -> None:
    first = start("run", "--source", "a.mp4", report=good())
    until_ready(first)
    try:
        second = start("run", "--source", "a.mp4", report=good())
        _, err = second.communicate()
        assert second.returncode == 2
        assert "an engine is already running" in err
        elsewhere = start("run", "--source", "a", report=good(), ENDS="1", SMART_INTERSECTION_HOME=str(home / "two"))
        elsewhere.communicate()
        assert elsewhere.returncode == 0
    finally:
        first.terminate()
        first.communicate()


def test_a_live_source_that_never_comes_does_not_outlast_the_duration(monkeypatch: pytest.MonkeyPatch) -> None:
    program = PROGRAM.replace("import shown\n", "import running, shown\nrunning._GRACE = 0.3\n", 1)
    assert program != PROGRAM
    command = [sys.executable, "-c", program, "run", "--source", "rtsp://127.0.0.1:9/x", "--duration", "0.2"]
    monkeypatch.setenv("REPORT", json.dumps(good()))
    assert subprocess.run(command, cwd=ROOT, capture_output=True, timeout=60, check=False).returncode == 0


def test_the_source_can_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_SOURCE", "rtsp://bob:hunter2@127.0.0.1:9/x")
    process = start("run", report=good(), ENDS="1")
    out, err = process.communicate()
    assert "rtsp://***@127.0.0.1:9/x" in out
    assert "hunter2" not in out + err


@pytest.mark.parametrize("where", ["none/r.json", "."])
def test_a_report_that_cannot_be_written_is_refused_before_anything_runs(
    where: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], home: Path
) -> None:
    assert cli.main(["run", "--source", "a.mp4", "--report", str(tmp_path / where)]) == 2
    assert "--report" in capsys.readouterr().err
    assert not home.exists()


def told(home: Path, what: str) -> dict[str, Any]:
    """The engine's state once it says `what` is so."""
    for _ in range(600):
        state = read_state(home / "run") or {}
        if what in f"{state.get('refused')} {Path(state.get('config') or 'none').name}":
            return state
        time.sleep(0.05)
    pytest.fail(f"never told: {what}")


def said(home: Path, number: str) -> str:
    """What the engine answers to a wish."""
    for _ in range(600):
        if (found := again.answered(home / "run", number)) is not None:
            return found
        time.sleep(0.05)
    pytest.fail("no answer")


def test_an_engine_goes_on_with_another_configuration_or_with_the_old_one(home: Path, tmp_path: Path) -> None:
    for name in ("a", "b", "bad"):
        (tmp_path / f"{name}.yaml").write_text(f"cameras: [{{id: {name}, source: x.mp4}}]")
    ones = {name: effective(tmp_path / f"{name}.yaml", None, None) for name in ("a", "b", "bad")}
    process = start("run", "--config", str(tmp_path / "a.yaml"), report=good(), REFUSE_CAMERA="bad")
    first = told(home, "a.yaml")
    assert read(home / "run") == ones["a"]
    run = home / "run"
    again.ask(run, {**first, "pid": first["pid"] + 1}, Asked(ones["b"]))  # for a process that is no more
    assert said(home, again.ask(run, first, Asked(ones["b"]))) == ""
    assert told(home, "b.yaml")["pid"] == first["pid"]
    assert "no camera can run — mend it" in said(home, again.ask(run, first, Asked(ones["bad"])))
    state = told(home, "no camera can run — mend it")
    assert state["effective"] == {"file": str(tmp_path / "b.yaml"), "kind": "file", "given": [], "saved": True}
    assert read(run) == ones["b"]
    (tmp_path / "b.yaml").unlink()
    wrong = replace(ones["b"], text="cameras: []")
    assert "at least 1 required" in said(home, again.ask(run, first, Asked(wrong)))
    process.terminate()
    out, _ = process.communicate()
    assert process.returncode == (0 if sys.platform != "win32" else 1)
    assert "restarted with" in out
    assert not (home / "run" / "begin-again.json").exists()


def test_an_engine_that_takes_it_over_while_it_runs_does_not_begin_again(home: Path) -> None:
    process = start("run", "--source", "a.mp4", report=good(), APPLIES="1")
    until_ready(process)
    state = read_state(home / "run") or {}
    one = effective(None, "b.mp4", None)
    assert said(home, again.ask(home / "run", state, Asked(one))) == ""
    assert read(home / "run") == one
    refused = said(home, again.ask(home / "run", state, Asked(effective(None, "refused.mp4", None))))
    assert refused == "it cannot run — mend it"
    assert read(home / "run") == one
    process.terminate()
    out, _ = process.communicate()
    assert "restarted" not in out


def test_an_engine_begins_again_with_the_same_and_ends_when_it_is_asked(home: Path) -> None:
    source = "rtsp://bob:hunter2@127.0.0.1:9/x"
    process = start("run", "--model", "m.onnx", report=good(), SMART_INTERSECTION_SOURCE=source)
    until_ready(process)
    first = read_state(home / "run") or {}
    assert (first["config"], first["source"]) == (None, "rtsp://***@127.0.0.1:9/x")
    assert first["effective"] == {"file": None, "kind": "camera", "given": ["source", "model"], "saved": False}
    assert Path(first["model"]) == Path.cwd() / "m.onnx"
    number = again.ask(home / "run", first, Asked())
    until_ready(process)
    assert said(home, number) == ""
    assert (read_state(home / "run") or {})["model"] == first["model"]
    again.ask(home / "run", first, Asked(end=True))
    out, _ = process.communicate()
    assert process.returncode == 0
    assert "restarted with the same" in out
    assert (read_state(home / "run") or {})["stopped"] is True


def test_up_runs_on_what_was_saved_in_the_dashboard_and_the_demo_never_does(home: Path) -> None:
    own = home / "config" / "intersection.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("cameras: [{id: mine, source: x.mp4}]")
    out, _ = start("up", "--headless", report=good(), ENDS="1").communicate()
    assert "mine (" in out.splitlines()[0]
    assert told(home, "intersection.yaml")["config"] == str(own)
    out, _ = start("demo", "--headless", "--duration", "9", report=good(), ENDS="1").communicate()
    assert "simulator:crossroads" in out.splitlines()[0]
    assert (read_state(home / "run") or {})["log"][2] == 9.0


def rendered(width: int = 120) -> str:
    console = Console(width=width, force_terminal=False)
    with console.capture() as capture:
        console.print(report_table(REPORT))
    return capture.get()


def test_the_table_shows_what_is_in_the_report() -> None:
    text = rendered()
    for part in ("north [red]", "41.2", "905", "red_light 2", "failed: no such file", "car 11, truck 1", "yolo11n"):
        assert part in text
    assert "mqtt: 5 delivered, 2 pending, 1 set aside" in text
    assert re.search(r"north \[red\] · in-\[n\] +out-w +3 +bus 3", text)
    assert "out-s" not in text  # nobody went there


def test_a_report_without_anything_in_it_is_still_a_table() -> None:
    Console(file=open(os.devnull, "w")).print(report_table({}))  # noqa: PTH123, SIM115 - nobody reads it


def test_the_detector_of_each_camera_is_told_where_they_differ() -> None:
    network, motion = REPORT["detector"], {"name": "motion", "backend": "motion", "device": "CPU"}

    def line(*detectors: dict[str, str]) -> str:
        cameras = {f"cam-{number}": {**camera} for number, camera in enumerate(REPORT["cameras"].values())}
        for camera, detector in zip(cameras.values(), detectors, strict=True):
            camera["detector"] = detector
        return next(iter(plain_lines({**REPORT, "cameras": cameras})))

    assert "detector yolo11n openvino CPU · journal" in line(network, network)
    assert "detectors yolo11n openvino CPU (cam-0), motion CPU (cam-1) · journal" in line(network, motion)


def test_a_log_repeats_nothing_of_a_camera_that_has_ended() -> None:
    console = Console(file=StringIO(), width=400)
    plain, (north, south) = Plain(console), REPORT["cameras"].items()
    for frames in (905, 910, 910):
        journal = {"appended": frames + len(console.file.getvalue())}  # goes on for other cameras
        cameras = dict([(north[0], {**north[1], "frames": frames}), south])
        plain.update({**REPORT, "cameras": cameras, "journal": journal})
    told = [line.partition(" ")[0] for line in console.file.getvalue().splitlines()]
    assert told == ["north", "south", "north"]


def test_plain_lines_are_one_a_camera() -> None:
    one, two = plain_lines(REPORT)
    assert one.startswith("north [red] running: 41.2 fps, frames 905, skipped 3")
    assert "all 12/0" in one
    assert two.startswith("south failed (no such file)")
