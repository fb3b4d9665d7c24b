"""The product on a machine that never fetched PyTorch: all of it can be imported, and every other model runs."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from drills import LONG

ROOT = Path(__file__).parents[2]
_MISSING = """
    import importlib.metadata as metadata, sys

    GONE = ("torch", "torchvision", "ultralytics", "onnx", "polars", "matplotlib", "sympy", "PIL")

    class Nothing:
        def find_spec(self, name, path=None, target=None):
            if name.partition(".")[0] in GONE:
                raise ModuleNotFoundError(f"No module named {name!r}", name=name)

    sys.meta_path.insert(0, Nothing())
    real = metadata.Distribution.from_name.__func__

    def from_name(cls, name):
        if name.lower() in GONE:
            raise metadata.PackageNotFoundError(name)
        return real(cls, name)

    metadata.Distribution.from_name = classmethod(from_name)
"""


def without_pytorch(program: str, home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    text = textwrap.dedent(_MISSING) + textwrap.dedent(program)
    environment = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "SMART_INTERSECTION_HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    command = [sys.executable, "-c", text, *arguments]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False, timeout=150)


def test_every_module_can_be_imported(tmp_path: Path) -> None:
    program = """
        import importlib, pkgutil, bootstrap, core, qml_app
        for package in (core, bootstrap, qml_app):
            for module in pkgutil.walk_packages(package.__path__, package.__name__ + "."):
                if not module.name.endswith("__main__"):
                    importlib.import_module(module.name)
    """
    done = without_pytorch(program, tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "options",
    [("--source", "simulator"), pytest.param(("--source", "simulator", "--model", "ground-truth"), marks=LONG)],
    ids=["motion", "truth"],
)
def test_the_simulator_runs(tmp_path: Path, options: tuple[str, ...]) -> None:
    program = "import sys; from bootstrap.cli import main; sys.exit(main(sys.argv[1:]))"
    done = without_pytorch(program, tmp_path, "up", "--headless", "--duration", "1", *options)
    assert done.returncode == 0, done.stderr
    assert "ended" in done.stdout


def test_a_checkpoint_asks_for_pytorch_where_a_window_can_ask(tmp_path: Path) -> None:
    weights = tmp_path / "crossing.pt"
    weights.write_bytes(b"never opened")
    program = """
        import os, sys
        os.environ["SMART_INTERSECTION_ASK_FIRST"] = "1"
        from bootstrap.cli import main
        sys.exit(main(["run", "--source", "simulator", "--duration", "1", "--model", sys.argv[1]]))
    """
    done = without_pytorch(program, tmp_path, str(weights))
    assert done.returncode == 2
    assert "crossing.pt requires PyTorch, which is not installed yet" in done.stderr


def test_an_export_that_is_kept_needs_no_pytorch(tmp_path: Path) -> None:
    weights = tmp_path / "crossing.pt"
    weights.write_bytes(b"never opened")
    program = """
        from pathlib import Path
        from core.detect import seal
        from core.detect.catalogue import sha256
        from core.detect.export import exported
        from core.detect.pytorch import missing_for
        from core.settings.models import Detector

        weights, cache = Path(sys.argv[1]), Path(sys.argv[1]).parent / "cache"
        settings = [Detector(model=str(weights))]
        print(missing_for(settings, cache) == str(weights))
        made = cache / "exports" / f"crossing-{sha256(weights)[:16]}-openvino-8_4_190-2_13_0-2026_4_1-2"
        made.mkdir(parents=True)
        (made / "model.xml").touch()
        seal.close(made)
        print(missing_for(settings, cache) is None, exported(weights, "openvino", cache, print) == made / "model.xml")
    """
    done = without_pytorch(program, tmp_path, str(weights))
    assert done.stdout.split() == ["True", "True", "True"], done.stderr
