"""A home that is named relative to the folder one happens to be in."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core import paths

if TYPE_CHECKING:
    import pytest

ROOT = Path(__file__).parents[2]


def test_everything_is_kept_in_it_and_nothing_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_HOME", "mine")
    done = subprocess.run(
        [sys.executable, "-m", "bootstrap.cli", "up", "--headless", "--source", "simulator", "--duration", "1"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    assert [entry.name for entry in tmp_path.iterdir()] == ["mine"]
    assert json.loads((tmp_path / "mine" / "run" / "engine.json").read_text())["stopped"] is True
    assert (tmp_path / "mine" / "state" / "journal.sqlite").is_file()


def test_what_is_made_for_others_is_named_from_the_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An export runs in a folder of its own: a relative path would lead elsewhere from there."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SMART_INTERSECTION_HOME", "mine")
    folders = (paths.cache_dir(), paths.state_dir(), paths.runtime_dir(), paths.own_config())
    assert all(folder.is_relative_to(tmp_path / "mine") for folder in folders)
