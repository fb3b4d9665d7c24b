"""The evidence folder: names, whole files, and bounds."""

from __future__ import annotations

import os
import sys
import time
from typing import TYPE_CHECKING

import pytest

from core.ages import BELIEVED, Ages
from core.evidence.shelf import Shelf, file_names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY = 86_400.0


def ident(number: int) -> str:
    return f"{number:032x}"


def fill(size: int) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(b"x" * size)


def shelf(folder: Path, *, days: float = 1e6, most: int = 10_000) -> Shelf:
    made = Shelf(folder, days, most)
    made.open()
    return made


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "a" * 15, "A" * 32, "ab" * 16 + "\n", "c:" + "a" * 30])
def test_only_an_id_of_ours_becomes_a_file_name(name: str) -> None:
    with pytest.raises(ValueError, match="no id"):
        file_names(name, clip=True)
    assert file_names(ident(1), clip=False) == (f"{ident(1)}.jpg",)


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    one = shelf(tmp_path / "evidence")

    def breaks(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        one.write(ident(1), ".jpg", breaks)
    assert list(one.folder.iterdir()) == []
    one.write(ident(1), ".jpg", fill(10))
    one.write(ident(1), ".jpg", fill(7))  # a replay
    assert [path.stat().st_size for path in one.folder.iterdir()] == [7]
    assert one.bytes == 7


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_nobody_else_looks_into_the_folder(tmp_path: Path) -> None:
    (tmp_path / "evidence").mkdir(mode=0o755)
    assert shelf(tmp_path / "evidence").folder.stat().st_mode & 0o777 == 0o700


def test_the_oldest_go_first_when_there_is_too_much(tmp_path: Path) -> None:
    one = shelf(tmp_path, most=100)
    for number in range(1, 5):
        one.write(ident(number), ".jpg", fill(20))
        one.write(ident(number), ".webm", fill(10))
    assert one.clear(0.0) == 1
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        name for number in (2, 3, 4) for name in file_names(ident(number), clip=True)
    )
    assert one.bytes == 90


def test_what_is_too_old_goes_also_after_a_restart_and_what_is_not_ours_stays(tmp_path: Path) -> None:
    for number, age in ((1, 10), (2, 5), (3, 0)):
        path = tmp_path / f"{ident(number)}.jpg"
        path.write_bytes(b"x")
        os.utime(path, (1e9 - age * DAY, 1e9 - age * DAY))
    (tmp_path / "mine.jpg").write_bytes(b"x" * 50_000)
    (tmp_path / f"{ident(4)}.part.webm").write_bytes(b"half")
    one = shelf(tmp_path, days=7)
    assert (one.clear(1e9), one.bytes) == (1, 2)
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"{ident(2)}.jpg", f"{ident(3)}.jpg", "mine.jpg"]


def test_a_date_that_may_be_wrong_makes_nothing_too_old(tmp_path: Path) -> None:
    one = shelf(tmp_path, days=30.0)
    one.write(ident(1), ".jpg", fill(20))
    wall, monotonic = [time.time() + 100 * DAY], [0.0]  # a machine that begins with a date ahead
    ages = Ages(lambda: wall[0] + monotonic[0], lambda: monotonic[0])
    for moment in (0.0, BELIEVED / 2):
        monotonic[0] = moment
        assert one.clear(ages.date()) == 0
    wall[0] -= 100 * DAY  # the network tells the right one
    monotonic[0] = BELIEVED
    assert one.clear(ages.date()) == 0
    monotonic[0] = 2 * BELIEVED
    date = ages.date()
    assert date is not None
    assert abs(date - time.time()) < 2 * BELIEVED + 60
    assert one.clear(date) == 0
    assert one.clear(date + 31 * DAY) == 1
