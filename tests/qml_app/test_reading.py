"""The journal is read in another process, which may die and is not left behind."""

from __future__ import annotations

import threading
import time
from typing import TYPE_CHECKING

import psutil
import pytest
import recorded

from qml_app import history
from qml_app.periods import Period
from qml_app.reading import Pool

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Children = Callable[[], list[psutil.Process]]


def readers() -> list[psutil.Process]:
    found = [one for one in psutil.Process().children() if one.status() != psutil.STATUS_ZOMBIE]
    return [one for one in found if "qml_app.reading" in one.cmdline()]


@pytest.fixture
def children() -> Children:
    """The reading processes of this test: pages of earlier ones may have left theirs idle."""
    before = readers()
    return lambda: [one for one in readers() if one not in before]


def test_the_other_process_says_what_this_one_would(state_dir: Path, children: Children) -> None:
    start = time.time() - 600
    events = [recorded.crossing(start + second, second, line=f"line-{second % 9}") for second in range(300)]
    recorded.write(state_dir, [*recorded.watching(start, start + 300), *events])
    span = history.span(state_dir, Period(time.time() - 86_400, time.time(), open=True), 10)
    pool = Pool()
    try:
        told = pool.read("counts", span)
        assert told == history.read("counts", span)
        assert told.table is not None
        assert len(told.table.rows) > 150  # more than are handed over at a time would be slower to make
        first = children()
        assert pool.read("counts", span) == told
        assert children() == first  # the same process answers again
    finally:
        pool.stop()
    assert children() == []
    assert pool.read("counts", span).problem != ""


def test_a_missing_and_a_damaged_journal_are_told(state_dir: Path, children: Children) -> None:
    pool = Pool()
    span = history.span(state_dir, Period(time.time() - 86_400, time.time(), open=True))
    assert pool.read("counts", span).problem == "missing"
    assert children() == []  # nobody is started for nothing
    state_dir.mkdir(parents=True)
    span.journal.write_bytes(b"no journal" * 1_000)
    found = pool.read("counts", span)
    pool.stop()
    assert found.table is None
    assert found.problem not in ("", "missing")


def test_a_reading_process_that_is_killed_is_told_and_replaced(
    state_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded.write(state_dir, recorded.watching(time.time() - 60, time.time()))
    span = history.span(state_dir, Period(time.time() - 86_400, time.time(), open=True))
    pool = Pool()
    assert pool.read("counts", span).table is not None
    (child,) = pool._idle
    monkeypatch.setattr(type(child), "alive", True)  # it dies between the question whether it lives and the next
    child._process.kill()
    child._process.wait()
    assert pool.read("counts", span).table is None
    monkeypatch.undo()
    assert pool.read("counts", span).table is not None
    pool.stop()


def test_two_readings_at_a_time_do_not_wait_for_each_other_and_one_process_is_kept(
    state_dir: Path, children: Children
) -> None:
    recorded.write(state_dir, recorded.watching(time.time() - 60, time.time()))
    span = history.span(state_dir, Period(time.time() - 86_400, time.time(), open=True))
    pool, found = Pool(), list[history.Found]()
    threads = [threading.Thread(target=lambda: found.append(pool.read("counts", span))) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one.problem for one in found] == ["", ""]
    assert len(children()) == 1
    pool.stop()
