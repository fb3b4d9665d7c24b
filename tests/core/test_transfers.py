"""Whatever is fetched keeps within bytes, time and the room on the disk."""

from __future__ import annotations

import itertools
import shutil
from types import SimpleNamespace
from typing import TYPE_CHECKING

import pytest

from core import transfers
from core.transfers import NoRoomError, TooMuchError, TooSlowError, bounded

if TYPE_CHECKING:
    from pathlib import Path


def fetched(folder: Path, size: int | None, *, chunk: bytes = bytes(1000), seconds: float = 0.0, many: int = 0) -> int:
    clock = itertools.count(0.0, seconds)
    chunks = itertools.repeat(chunk, many) if many else itertools.repeat(chunk)
    return sum(map(len, bounded(chunks, 0, size, folder, lambda: next(clock))))


def test_what_is_within_bounds_comes_whole(tmp_path: Path) -> None:
    assert fetched(tmp_path, 50_000, many=50) == 50_000
    assert fetched(tmp_path, None, many=200, seconds=0.5) == 200_000


def test_more_than_there_should_be_is_refused_also_where_nobody_knows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transfers, "LARGEST", 100_000)
    with pytest.raises(TooMuchError):
        fetched(tmp_path, 9_999)
    with pytest.raises(TooMuchError):
        fetched(tmp_path, None)


def test_a_byte_a_second_is_no_transfer(tmp_path: Path) -> None:
    with pytest.raises(TooSlowError):
        fetched(tmp_path, 1_000_000, chunk=b"x", seconds=1.0)


def test_room_stays_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=40_000_000))
    with pytest.raises(NoRoomError, match="only 40 MB of disk"):
        fetched(tmp_path, None)


def test_room_stays_on_the_disk_however_fast_a_line_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """All of it comes in the same instant."""
    room = itertools.count(200_000_000, -12_000_000)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=next(room)))
    with pytest.raises(NoRoomError, match="only 44 MB of disk"):
        fetched(tmp_path, None, chunk=bytes(4_000_000))
