"""Maintainers' command: all generated files at once, and whether they are as their sources say."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bootstrap.cli import main
from bootstrap.commands import regenerate
from bootstrap.commands.regenerate import GENERATORS, Generator

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """One whose generated files are written by a program of its own: `new` into old.txt and more.txt."""
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "old.txt").write_text("old", "utf-8")
    program = "import pathlib\nfor name in ('old.txt', 'more.txt'): pathlib.Path(name).write_text('new')"
    (tmp_path / "writes_them.py").write_text(program, "utf-8")
    monkeypatch.setattr(regenerate, "_ROOT", tmp_path)
    monkeypatch.setattr(regenerate, "GENERATORS", (Generator("texts", ("writes_them",), ("*.txt",)),))
    return tmp_path


def test_check_names_what_differs_and_changes_nothing(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["regenerate", "--check"]) == 1
    assert capsys.readouterr().out == "texts: more.txt, old.txt\n"
    assert (repository / "old.txt").read_text("utf-8") == "old"
    assert not (repository / "more.txt").exists()


def test_without_it_they_are_written_and_then_nothing_is_new(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["regenerate"]) == 0
    assert (repository / "more.txt").read_text("utf-8") == "new"
    capsys.readouterr()
    assert main(["regenerate", "--check"]) == 0
    assert capsys.readouterr().out == "texts: nothing new\n"


def test_a_generator_that_fails_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "writes_them.py").write_text("raise SystemExit('the source is broken')", "utf-8")
    assert main(["regenerate", "--check"]) == 1
    assert "the source is broken" in capsys.readouterr().err


def test_every_generator_has_files_here() -> None:
    for one in GENERATORS:
        assert all(list(regenerate._ROOT.glob(pattern)) for pattern in one.files), one.title
