"""The wheel, as pip and pipx install it: outside the checkout, beside other people's packages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

from bootstrap.setup.complete_bundle import PARTS

ROOT = Path(__file__).parents[1]
#: Folders of the checkout that run, and what of them does not.
RUNNING = ("assets", "bootstrap", "core", "qml_app", "smart_intersection")
SOURCES = {".ts"}


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built from what a complete bundle holds, so that whoever has one can build it, too."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("wheel")
    for part in PARTS:
        if (ROOT / part).is_dir():
            shutil.copytree(ROOT / part, source / part, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(ROOT / part, source / part)
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--no-index"]
    subprocess.run([*command, "--wheel-dir", str(out), str(source)], check=True, capture_output=True)
    return next(out.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Python of an environment that holds the wheel, and sees what it depends on but not the checkout."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder)
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = Path(subprocess.run([python, "-c", where], check=True, capture_output=True, text=True).stdout.strip())
    # A folder on the path through a .pth file is not looked through for .pth files itself: no editable checkout.
    (packages / "dependencies.pth").write_text(str(Path(pytest.__file__).parents[1]), "utf-8")
    zipfile.ZipFile(wheel).extractall(packages)
    return python


def ran(python: Path, home: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """The command line, somewhere else than in the checkout."""
    hidden = {"PYTHONPATH", "PYTHONDONTWRITEBYTECODE"}
    inherited = {name: value for name, value in os.environ.items() if name not in hidden}
    environment = {**inherited, "SMART_INTERSECTION_HOME": str(home)}
    command = [str(python), "-m", "smart_intersection", *words]
    return subprocess.run(command, check=False, capture_output=True, cwd=home, env=environment, text=True)


def test_it_owns_one_name_and_holds_all_that_runs(wheel: Path) -> None:
    held = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert {name.partition("/")[0] for name in held} == {"smart_intersection"}
    there = {
        path.relative_to(ROOT).as_posix()
        for part in RUNNING
        for path in (ROOT / part).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and path.suffix not in SOURCES
    }
    own = {name for name in there if name.startswith("smart_intersection/")}
    assert held == own | {f"smart_intersection/{name}" for name in there - own}


def test_setup_finds_its_catalogue_and_the_engine_its_parts(installed: Path, tmp_path: Path) -> None:
    checked = ran(installed, tmp_path, "setup", "--check", "--only", "influxdb", "--prefix", str(tmp_path / "services"))
    assert "check only, nothing changed" in checked.stdout, checked.stderr
    found = ran(installed, tmp_path, "run", "--source", "simulator", "--duration", "1", "--report", "report.json")
    assert found.returncode == 0, found.stderr
    assert (tmp_path / "report.json").is_file()


def test_its_verbs_that_need_a_checkout_say_so(installed: Path, tmp_path: Path) -> None:
    for words in (["test"], ["bundle", "create", "--complete", "it.tar"]):
        refused = ran(installed, tmp_path, *words)
        assert refused.returncode == 2
        assert refused.stderr.count("\n") == 1
        assert "not part of an installed package" in refused.stderr
        assert "in a clone of the repository" in refused.stderr
