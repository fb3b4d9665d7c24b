"""A process is the same one however often the clock is set."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest

from bootstrap import again
from bootstrap.again import Asked
from bootstrap.engine_process import is_alive
from core import usage as used
from core.processes import Identity, lives
from core.usage import UNKNOWN, usage

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def set_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the kernel and psutil say of a process once the clock has been put forward by an hour."""
    before, now = psutil.Process.create_time, time.time()
    monkeypatch.setattr(psutil.Process, "create_time", lambda self: before(self) + 3600.0)
    monkeypatch.setattr(time, "time", lambda: now + 3600.0)


def record(one: Identity, **more: object) -> dict[str, object]:
    return {"pid": one.pid, "created": one.created, **more}


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere the system remembers when a process began")
def test_the_engine_is_the_same_one_after_the_clock_was_set(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    me = Identity.own()
    state = record(me, stopped=False)
    number = again.ask(tmp_path, state, Asked(end=True))
    old = usage(me.pid).seconds
    request.getfixturevalue("set_clock")
    assert lives(state)
    assert is_alive(state)
    assert again.asked(tmp_path) == Asked(None, end=True, number=number)
    assert usage(me.pid).seconds - old < 600.0


def test_a_process_that_ended_or_whose_number_was_used_again_lives_no_more() -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        one = Identity.of(process.pid)
        assert one is not None
        assert lives(record(one))
        assert not lives(record(Identity(one.pid, "another time")))
    assert not lives(record(one))
    assert not is_alive(record(Identity.own(), stopped=True))


@pytest.mark.parametrize(
    "nothing", [None, {}, {"pid": "x", "created": "y"}, {"pid": 1 << 80, "created": "y"}, {"pid": os.getpid()}]
)
def test_what_names_no_process_names_none_that_lives(nothing: dict[str, object] | None) -> None:
    assert not lives(nothing)


@pytest.mark.skipif(sys.platform != "linux", reason="no other system tells")
def test_memory_that_processes_share_counts_once_and_elsewhere_it_is_what_is_resident(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as small:
        resident = psutil.Process(small.pid).memory_info
        assert small.stdin is not None
        assert 0 < usage(small.pid).memory < resident().rss + 5_000_000  # a library is mapped by others, too
        monkeypatch.setattr(used, "_PSS", re.compile("of another system"))
        assert abs(usage(small.pid).memory - resident().rss) < 5_000_000


def test_of_what_is_gone_nothing_is_known() -> None:
    assert usage(2**22 + 1) == UNKNOWN
