"""A torchvision that is healthy stays; one that is broken or absent is stood in for. In processes of their own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from drills import LONG

ROOT = Path(__file__).parents[3]


def run(code: str, first: Path) -> str:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join((str(first), str(ROOT)))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip().splitlines()[-1]


def package(folder: Path, text: str) -> Path:
    (folder / "torchvision").mkdir()
    (folder / "torchvision" / "__init__.py").write_text(text)
    return folder


def test_a_healthy_torchvision_stays(tmp_path: Path) -> None:
    code = "from core.detect.environment import mend_torchvision as m; m(); import torchvision as t; print(t.real)"
    assert run(code, package(tmp_path, "real = 'yes'")) == "yes"


@pytest.mark.parametrize(
    "failure",
    [
        "import torchvision.half\nraise RuntimeError('operator torchvision::nms does not exist')",
        pytest.param("raise ImportError('no such library')", marks=LONG),
        pytest.param("raise OSError('undefined symbol')", marks=LONG),
    ],
)
def test_ultralytics_suppresses_without_a_torchvision_that_works(failure: str, tmp_path: Path) -> None:
    package(tmp_path, failure)
    (tmp_path / "torchvision" / "half.py").touch()
    code = """
from core.detect.environment import mend_torchvision
mend_torchvision()
import importlib.util, sys, torch, torchvision
from torchvision.ops import nms
importlib.util.find_spec("torchvision")
boxes = torch.tensor([[0., 0, 10, 10], [1, 0, 11, 10], [50, 50, 60, 60]])
kept = nms(boxes, torch.tensor([.8, .9, .7]), .5).tolist()
print(kept, [name for name in sys.modules if name.startswith("torchvision")])
"""
    assert run(code, tmp_path) == "[1, 2] ['torchvision', 'torchvision.ops']"


def test_preparing_overrules_what_would_phone_home(tmp_path: Path) -> None:
    code = """
import os, pathlib
os.environ["YOLO_OFFLINE"] = "false"
from core.detect.environment import prepare
prepare(pathlib.Path("cache"))
names = "YOLO_OFFLINE", "YOLO_AUTOINSTALL", "ORT_DISABLE_TELEMETRY"
try:
    import openvino_telemetry
except ImportError:
    print([os.environ[name] for name in names])
"""
    assert run(code, tmp_path) == "['true', 'false', '1']"
