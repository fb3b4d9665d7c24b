"""Files that people ask for, in folders where others write, too: what lies there already is neither used nor lost."""

from __future__ import annotations

import json
import os
import stat
from typing import TYPE_CHECKING

import py7zr
import pytest

from bootstrap.report_file import check_report, write_report
from bootstrap.setup import bundle, complete_bundle
from core import beside
from core.journal.journal import Journal
from core.reports.export import save
from core.reports.tables import Span
from core.settings.models import Journal as Bounds

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def _export(output: Path) -> None:
    journal = Journal(output.parent / "state" / "journal.sqlite", Bounds(), [])
    journal.open()
    journal.close()
    save("counts", Span(output.parent / "state" / "journal.sqlite", 0.0, 900.0, 900), "csv", output)


def _report(output: Path) -> None:
    check_report(output)
    write_report(output, {"cameras": {}})


def _bundle(output: Path) -> None:
    bundle._pack(output, [], [], {})
    with py7zr.SevenZipFile(output) as made:
        assert made.getnames() == [bundle.INDEX]


def _complete(output: Path) -> None:
    packages = output.parent / "packages"
    packages.mkdir()
    complete_bundle._pack(packages, output)


WRITERS: dict[str, Callable[[Path], None]] = {
    "export": _export,
    "report": _report,
    "bundle": _bundle,
    "complete bundle": _complete,
}


def _likely(output: Path) -> list[Path]:
    """Names that are easily thought of, for what is not whole yet."""
    names = (f"{output.name}.part", f".{output.name}.part", f"{output.name}.{os.getpid()}.part")
    return [output.with_name(name) for name in names]


@pytest.mark.parametrize("writer", WRITERS)
def test_a_file_of_the_users_own_beside_it_stays(writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(complete_bundle, "_product", lambda: iter(()))
    output = tmp_path / "wanted"
    for one in _likely(output):
        one.write_text("mine")
    WRITERS[writer](output)
    assert output.stat().st_size
    assert [one.read_text() for one in _likely(output)] == ["mine"] * 3
    assert len(list(tmp_path.glob("*.part"))) == 3


@pytest.mark.skipif(os.name == "nt", reason="links take rights there")
@pytest.mark.parametrize("writer", WRITERS)
def test_no_link_that_lies_there_is_written_through(
    writer: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(complete_bundle, "_product", lambda: iter(()))
    precious, output = tmp_path / "precious", tmp_path / "wanted"
    precious.write_text("not yours")
    for one in (*_likely(output), output):
        one.symlink_to(precious)
    WRITERS[writer](output)
    assert precious.read_text() == "not yours"
    assert stat.S_ISREG(output.lstat().st_mode)
    assert all(one.is_symlink() for one in _likely(output))


def test_what_cannot_be_written_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "report.json"
    output.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(beside.private, "shared", full)
    with pytest.raises(OSError, match="No space"):
        beside.replace(output, b"new")
    assert [(one.name, one.read_text()) for one in tmp_path.iterdir()] == [("report.json", "old")]


def test_the_longest_name_has_room_for_it(tmp_path: Path) -> None:
    output = tmp_path / ("ü" * 125 + ".json")
    beside.try_out(output)
    beside.replace(output, json.dumps({}).encode())
    assert [one.name for one in tmp_path.iterdir()] == [output.name]
