"""Which tests are left out on Windows."""

from __future__ import annotations

import os
import signal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from only_posix import leave_out, posix_only

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def owner() -> int:
    return os.getuid()


def ends_at_once(pids: list[int]) -> None:
    list(map(lambda pid: os.kill(pid, signal.SIGKILL), pids))  # noqa: C417 - one function in another


def reads(path: Path) -> None:
    assert path.read_text("utf-8")


class Item(SimpleNamespace):
    """A test as pytest collects it."""

    def __init__(self, function: Any) -> None:
        super().__init__(function=function, marks=[])

    def add_marker(self, mark: pytest.MarkDecorator) -> None:
        self.marks.append(mark)


def test_what_needs_posix_is_left_out_on_windows_alone() -> None:
    items: list[Any] = [Item(ends_at_once), Item(reads)]
    leave_out(items, "posix")
    assert [item.marks for item in items] == [[], []]
    leave_out(items, "nt")
    assert [[mark.kwargs["reason"] for mark in item.marks] for item in items] == [["Windows has no SIGKILL"], []]


def test_a_fixture_that_needs_it_counts_too(request: pytest.FixtureRequest, owner: int) -> None:
    assert owner >= 0
    assert posix_only(request.node) == ["getuid"]
