"""What is printed reaches every console and every pipe, whatever they are encoded in."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest

from bootstrap import cli
from bootstrap.converge.progress import TaskEnded
from bootstrap.converge.report import Result
from bootstrap.setup.render import Terminal
from core.printable import make_safe

ENCODINGS = ("cp1252", "cp437", "cp932", "cp874", "iso8859-9", "ascii", "utf-8")
ROOT = Path(__file__).parents[2]


def stream(monkeypatch: pytest.MonkeyPatch, encoding: str, name: str = "stdout") -> io.BytesIO:
    """Have the standard stream `name` be a pipe in this encoding; returns what arrives there."""
    data = io.BytesIO()
    monkeypatch.setattr(sys, name, io.TextIOWrapper(data, encoding, write_through=True))
    return data


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_no_sign_of_ours_is_refused_by_any_encoding(monkeypatch: pytest.MonkeyPatch, encoding: str) -> None:
    sources = (path for folder in ("bootstrap", "core", "qml_app") for path in (ROOT / folder).rglob("*.py"))
    signs = sorted({sign for path in sources for sign in path.read_text("utf-8") if not sign.isascii()})
    data = stream(monkeypatch, encoding)
    make_safe()
    print(*signs)  # noqa: T201 - as every verb does
    shown = data.getvalue().decode(encoding).split()
    assert len(shown) == len(signs)
    assert set("".join(shown)) - set(signs) <= set(map(chr, range(128)))


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("ascii", "north - Mueller -> ok ... + ?"),
        ("cp1252", "north — Müller -> ok … + ?"),
        ("cp437", "north - Müller -> ok ... + ?"),
        ("utf-8", "north — Müller → ok … ✓ 交"),
    ],
)
def test_what_an_encoding_lacks_is_written_in_ascii(monkeypatch: pytest.MonkeyPatch, encoding: str, shown: str) -> None:
    data = stream(monkeypatch, encoding)
    make_safe()
    print("north — Müller → ok … ✓ 交", end="")  # noqa: T201 - as every verb does
    assert data.getvalue().decode(encoding) == shown


def test_a_name_that_is_no_text_is_shown_and_ends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stream(monkeypatch, "utf-8")
    make_safe()
    print(b"clip\xff.mp4".decode("utf-8", "surrogateescape"), end="")  # noqa: T201 - as every verb does
    assert data.getvalue() == b"clip?.mp4"


def test_without_a_console_there_is_nothing_to_make_safe(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    make_safe()


def test_a_task_of_setup_that_failed_is_told_in_a_pipe_of_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    data = stream(monkeypatch, "cp1252")
    make_safe()
    Terminal().tell(TaskEnded(Result("thing", "failed", "no room", 0.1, "free some — disk")))
    assert "-> free some — disk" in data.getvalue().decode("cp1252")


@pytest.mark.parametrize("encoding", ["ascii", "cp932"])
def test_every_verb_prints_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, encoding: str) -> None:
    data = stream(monkeypatch, encoding, "stderr")
    assert cli.main(["config", "check", str(tmp_path / "交差点 — Müller.yaml")]) == 2
    said = data.getvalue().decode(encoding)
    assert said.startswith("error: ")
    assert ".yaml" in said
