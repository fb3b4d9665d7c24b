"""Nothing is fetched for a command line that cannot work."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bootstrap.host import Stop
from bootstrap.refuse import TABLE, refuse
from bootstrap.verbs import verbs

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SMART_INTERSECTION_SOURCE", raising=False)
    Path("latin.yaml").write_bytes("site: Straße".encode("latin-1"))
    Path("empty.yaml").write_text("# nothing\n")
    Path("good.yaml").write_text("site: here\n")
    Path("clip.mp4").touch()
    Path("clip.pt").touch()
    Path("free").mkdir()


def test_the_table_is_what_the_command_line_understands() -> None:
    assert json.loads(TABLE.read_text("utf-8")) == verbs(), "run: python -m bootstrap.verbs"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("upp", "No such command 'upp'. Did you mean 'up'"),
        ("config chek", "No such command 'chek'. Did you mean 'check'"),
        ("up --sorce clip.mp4", "No such option: --sorce (Possible options: --source) — see 'smart-intersection up --"),
        ("up --source", "Option '--source' requires an argument"),
        ("up --headless=3", "Option '--headless' does not take a value"),
        ("up --prefix free", "no installation found in "),
        ("dashboard --prefix=free", "no installation found in "),
        ("up --source gone.mp4", "gone.mp4: file not found"),
        ("run --source gone.mp4", "gone.mp4: file not found"),
        ("up --model weights/gone.onnx", "model not found: weights/gone.onnx"),
        ("up --config gone.yaml", "gone.yaml: file not found"),
        ("up --config free", "free: Is a directory"),
        ("up --config latin.yaml", "latin.yaml:1: not UTF-8 text"),
        ("up --config empty.yaml", "empty.yaml: the file is empty"),
        ("up --duration soon", "soon is not a number above 0"),
        ("up --duration -1", "-1 is not a number above 0"),
        ("up --duration inf", "inf is not a number above 0"),
        ("up --source free", "free: the folder contains no video files"),
        ("up --source free/*.mp4", "free/*.mp4: no files match this pattern"),
        ("up --source simulator:crossroad", "simulator:crossroad is not a source"),
        ("up --source webcam:front", "webcam:front is not a source"),
        ("up --source rtsp://", "rtsp:// is not a source"),
        ("up --source ftp://me:secret@camera/clip.mp4", "camera/clip.mp4 is not a source"),
        ("up --model yolo99x", "unknown model 'yolo99x'"),
        ("up --model good.yaml", "good.yaml is not a model file"),
        ("up --model clip.pt", "clip.pt is not a model file"),
        ("up clip.mp4", "Got unexpected extra argument (clip.mp4)"),
        ("run", "nothing to run"),
        ("up --report nowhere/report.json", "nowhere does not exist"),
        ("up --report free", "--report free is a folder"),
    ],
)
def test_what_cannot_work_is_refused(line: str, words: str) -> None:
    with pytest.raises(Stop) as caught:
        refuse(line.split())
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "line",
    [
        "",
        "--help",
        "up --help --nonsense",
        "up",
        "up --source clip.mp4 --config good.yaml --duration 3 --report free/report.json --headless",
        "up --source rtsp://user:password@camera/stream --model yolo11n",
        "up --source webcam:0",
        "up --source *.mp4",
        "up --source .",
        "up --source simulator --model yolo11n.pt",
        "up --source simulator:crossroads?seed=7 --model ground-truth",
        "run --from-stdin",
        "setup --prefix somewhere-new",
        "alerts silence NAME --for 2h",
        "test -k stage --lf",
        "status --json --watch",
    ],
)
def test_what_may_work_is_let_through(line: str) -> None:
    refuse(line.split())


def test_a_source_in_the_environment_is_checked_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_SOURCE", "gone.mp4")
    with pytest.raises(Stop, match=r"gone\.mp4: file not found"):
        refuse(["up"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a screen")
@pytest.mark.parametrize(
    ("line", "display", "words"),
    [
        ("dashboard", "", "no display: neither DISPLAY nor WAYLAND_DISPLAY is set"),
        ("dashboard", ":4711", "the display :4711 does not respond"),
        ("up", ":4711.0", "the display :4711.0 does not respond"),
        ("up", "", None),
        ("up --headless", ":4711", None),
        ("run --source simulator", ":4711", None),
        ("up", "far.example:10.0", None),
    ],
)
def test_a_window_that_could_not_open_is_refused(
    line: str, display: str, words: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("QT_QPA_PLATFORM", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DISPLAY", display)
    if words is None:
        refuse(line.split())
    else:
        with pytest.raises(Stop, match=re.escape(words)):
            refuse(line.split())


def test_a_home_that_can_be_no_folder_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_HOME", str(Path("clip.mp4").absolute() / "home"))
    with pytest.raises(Stop, match="SMART_INTERSECTION_HOME="):
        refuse(["up", "--headless"])


def test_a_fresh_clone_refuses_before_it_makes_anything(tmp_path: Path) -> None:
    """For real, without a package installed: -S leaves out site-packages."""
    clone = tmp_path / "a clone"
    for name in ("pyproject.toml", "constraints.txt"):
        clone.mkdir(exist_ok=True)
        shutil.copyfile(ROOT / name, clone / name)
    for package in ("bootstrap", "core"):
        shutil.copytree(ROOT / package, clone / package, ignore=shutil.ignore_patterns("__pycache__"))
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, "-S", "-m", "bootstrap", "up", "--prefix", "nowhere"]
    done = subprocess.run(command, cwd=clone, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("error: no installation found in ")
    assert not (clone / ".venv").exists()
