"""The order in which the files of tests begin."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

from order import FIRST, longest_first


def test_what_begins_first_is_there() -> None:
    there = [file.name for file in Path(__file__).parent.rglob("test_*.py")]
    assert {name: there.count(name) for name in FIRST} == dict.fromkeys(FIRST, 1)


def test_long_files_come_first_and_all_else_stays_in_its_order() -> None:
    names = ["test_b.py", FIRST[1], "test_a.py", FIRST[0], FIRST[1]]
    items: list[Any] = [SimpleNamespace(path=Path("tests", name), number=number) for number, name in enumerate(names)]
    longest_first(items)
    assert [item.number for item in items] == [3, 1, 4, 0, 2]
