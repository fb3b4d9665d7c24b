"""A supervisor that hangs, or whose record is lost: told, replaced, and what it kept alive goes on."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from serving import define, running, status
from waiting import eventually

from bootstrap.services import control, leader, records
from core.processes import Identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from bootstrap.layout import Layout


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if ten seconds were three; a supervisor that is replaced for nothing harms none of these tests."""
    monkeypatch.setattr(leader, "_SILENT", 3.0)


def frozen(layout: Layout) -> Identity:
    """Its supervisor, which from now on hangs."""
    found = records.supervisor(layout)
    assert found
    os.kill(found.pid, signal.SIGSTOP)
    eventually(lambda: psutil.Process(found.pid).status() == psutil.STATUS_STOPPED, "it is stopped")
    return found


@pytest.mark.usefixtures("impatient")
def test_a_supervisor_that_hangs_is_told_and_a_new_one_adopts_what_runs(layout: Layout) -> None:
    define(layout, "alive")
    define(layout, "dead")
    for name in ("alive", "dead"):
        control.start(layout, name)
    kept, gone = running(layout, "alive"), running(layout, "dead")
    hung = frozen(layout)
    os.kill(gone, signal.SIGKILL)
    eventually(lambda: status(layout, "dead").reason == "the supervisor does not respond", "it is told")
    assert (status(layout, "dead").state, status(layout, "alive").state) == ("stopped", "unattended")
    assert not status(layout, "alive").ok
    control.start(layout, "dead")
    assert running(layout, "dead") != gone
    assert running(layout, "alive") == kept
    assert not hung.alive()


def test_a_beat_that_seems_long_ago_after_a_sleep_is_waited_for(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    running(layout)
    first = records.supervisor(layout)
    for moment in (time.time() + 3600, time.time() - 3600):  # as the clock tells it when it is set, or after a sleep
        assert [found.state for found in control.status(layout, lambda moment=moment: moment)] == ["unattended"]  # type: ignore[misc]
    leader.make_way(layout)
    assert records.supervisor(layout) == first


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("verb", [control.stop_all, lambda layout: control.stop(layout, "helper")])
def test_what_a_hung_supervisor_kept_alive_can_be_stopped(layout: Layout, verb: Callable[[Layout], None]) -> None:
    define(layout)
    control.start(layout, "helper")
    pid, hung = running(layout), frozen(layout)
    verb(layout)
    assert Identity.of(pid) is None
    assert not hung.alive()


@pytest.mark.usefixtures("impatient")
def test_a_hung_supervisor_of_nothing_that_runs_does_not_survive_the_end_of_all(layout: Layout) -> None:
    leader.ensure(layout)
    hung = frozen(layout)
    control.stop_all(layout)
    assert not hung.alive()


@pytest.mark.parametrize("text", [None, b"", b"\xff{", b"[1]", b'{"pid": 1, "created": "never"}'])
def test_a_supervisor_whose_record_is_lost_or_damaged_writes_it_anew(layout: Layout, text: bytes | None) -> None:
    define(layout)
    control.start(layout, "helper")
    pid, first = running(layout), records.supervisor(layout)
    if text is None:
        records.supervisor_path(layout).unlink()
    else:
        records.supervisor_path(layout).write_bytes(text)
    leader.ensure(layout)
    assert records.supervisor(layout) == first
    control.start(layout, "helper", anew=True)
    assert running(layout) != pid


@pytest.mark.usefixtures("impatient")
def test_a_supervisor_that_hangs_without_a_record_is_known_by_its_command_line(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    pid, hung = running(layout), frozen(layout)
    records.supervisor_path(layout).unlink()
    control.start(layout, "helper")
    assert running(layout) == pid
    assert not hung.alive()
