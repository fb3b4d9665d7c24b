"""Logs: set aside when too large, the last three kept, and a writer goes on."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING

from bootstrap.services import logs, records, windows_log

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_a_small_or_missing_log_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    assert not logs.rotate(path, in_use=False)
    path.write_text("x")
    assert not logs.rotate(path, in_use=False, largest=10)


def test_a_writer_goes_on_in_an_emptied_file(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    with logs.open_log(path) as out:
        out.write(b"before" * 10)
        out.flush()
        assert logs.rotate(path, in_use=True, largest=10)
        out.write(b"after")
    assert path.read_bytes() == b"after"
    assert path.with_name("a.log.1").read_bytes() == b"before" * 10


def test_on_windows_a_service_gets_a_handle_that_may_append_and_nothing_else(tmp_path: Path) -> None:
    asked: list[tuple[object, ...]] = []

    class Kernel:
        def CreateFileW(self, *given: object) -> int:  # noqa: N802 - Windows' name
            asked.append(given)
            return 42

    assert windows_log.appending(tmp_path / "a.log", Kernel()) == 42
    name, access, share, *_ = asked[0]
    assert (name, access) == (str(tmp_path / "a.log"), 0x0010_0004)  # FILE_APPEND_DATA, SYNCHRONIZE
    assert share == 7  # it may be read, emptied and renamed meanwhile


def test_only_the_last_three_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    for number in range(6):
        path.write_text(f"{number}" * 20)
        assert logs.rotate(path, in_use=False, largest=10)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["a.log.1", "a.log.2", "a.log.3"]
    assert path.with_name("a.log.1").read_text() == "5" * 20
    assert path.with_name("a.log.3").read_text() == "3" * 20


def test_the_tail_is_the_last_lines_of_any_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.log"
    assert records.tail(path) == []
    path.write_bytes(b"first\n" * 50_000 + b"\xff last but one\nlast")
    assert records.tail(path, 2) == ["\ufffd last but one", "last"]


def test_without_a_place_to_print_to_it_goes_to_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in ("stdout", "stderr"):
        monkeypatch.setattr(sys, stream, None)
    logs.stand_in(tmp_path / "it.log")
    print("said", file=sys.stderr)  # noqa: T201 - as any part of it may
    sys.stderr.close()
    assert (tmp_path / "it.log").read_text() == "said\n"


def test_what_somebody_reads_stays_where_it_is(tmp_path: Path) -> None:
    before = sys.stderr
    logs.stand_in(tmp_path / "it.log")
    assert sys.stderr is before
    assert not (tmp_path / "it.log").exists()


def test_on_a_full_disk_a_log_that_is_too_large_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.log"
    path.write_text("x" * 20)

    def full(_: Path, target: Path) -> None:
        target.write_text("half")
        raise OSError(errno.ENOSPC, "No space left on device", str(target))

    monkeypatch.setattr("shutil.copy2", full)
    assert logs.rotate(path, in_use=True, largest=10)
    assert {entry.name: entry.stat().st_size for entry in tmp_path.iterdir()} == {"a.log": 0}
