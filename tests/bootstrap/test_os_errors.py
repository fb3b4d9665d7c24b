"""What the operating system refuses is a sentence with a remedy, not a traceback."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING

import pytest

from bootstrap.cli import main
from bootstrap.files import write_atomic
from bootstrap.os_errors import told

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("number", "remedy"),
    [
        (errno.ENOSPC, "free some disk space"),
        (errno.EACCES, "make this user its owner"),
        (errno.EROFS, "choose another --prefix"),
        (errno.ENOTDIR, "a file is in the place of a folder"),
        (errno.EEXIST, "a file is in the place of a folder"),  # what Windows says then
        (errno.EIO, "fix this"),
    ],
)
def test_each_refusal_has_a_remedy_that_names_the_file(number: int, remedy: str) -> None:
    error = told(OSError(number, "why", "/some/file"))
    assert error.what == "/some/file: why"
    assert remedy in error.remedy


def test_a_path_below_a_file_that_windows_does_not_find_has_the_same_remedy(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    below = told(OSError(errno.ENOENT, "The system cannot find the path", str(tmp_path / "file" / "a" / "b")))
    beside = told(OSError(errno.ENOENT, "The system cannot find the path", str(tmp_path / "a" / "b")))
    assert ("a file is in the place" in below.remedy, "a file is in the place" in beside.remedy) == (True, False)


def test_a_prefix_that_cannot_be_made_is_one_line_and_exit_code_2(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "file").write_text("mine")
    assert main(["setup", "--yes", "--prefix", str(tmp_path / "file" / "below")]) == 2
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(f"error: {tmp_path / 'file'}")
    assert "choose another --prefix" in line or "move it away" in line


def test_a_write_that_finds_the_disk_full_names_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left on device") as refused:
        write_atomic(tmp_path / "thing.yaml", "text")
    assert refused.value.filename == str(tmp_path / "thing.yaml")
    assert list(tmp_path.iterdir()) == []
