"""The supervisor with real processes: kept alive, adopted, ended in order, and never anybody else's."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import psutil
import pytest
from earlier_supervisor import take_over
from ports import free_port
from serving import HELPER, define, running, status
from waiting import eventually

from bootstrap.files import write_atomic
from bootstrap.layout import Layout
from bootstrap.services import control, leader, records
from bootstrap.services.child import Child
from bootstrap.services.machine import State
from bootstrap.services.process import TAG, tag
from bootstrap.services.spec import HttpProbe
from core.errors import UserError
from core.processes import Identity

if TYPE_CHECKING:
    from pathlib import Path


def test_a_started_service_runs_and_a_stopped_one_is_gone(layout: Layout) -> None:
    define(layout)
    assert status(layout).state == "stopped"
    control.start(layout, "helper")
    pid = running(layout)
    control.stop(layout, "helper")
    assert not psutil.pid_exists(pid)
    assert status(layout).state == "stopped"


def test_a_killed_service_comes_back(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    pid = running(layout)
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: status(layout).ok and status(layout).pid != pid, "it is back")
    assert status(layout).restarts == 1


def test_a_hanging_service_is_replaced_and_status_does_not_wait_for_it(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    pid = running(layout)
    os.kill(pid, signal.SIGSTOP)
    assert status(layout).pid == pid
    eventually(lambda: status(layout).ok and status(layout).pid != pid, "it is replaced")


def test_a_service_that_never_works_is_given_up_with_its_last_words(layout: Layout) -> None:
    define(layout, command=[sys.executable, "-c", "raise SystemExit('no such key in my configuration')"])
    control.start(layout, "helper")
    eventually(lambda: status(layout).state == "exited", "it is given up")
    assert "gave up" in status(layout).reason
    assert "exited with code 1: no such key in my configuration" in status(layout).reason
    assert "no such key in my configuration" in "\n".join(records.tail(records.log_path(layout, "helper")))


def test_a_service_given_up_starts_again_when_asked(layout: Layout) -> None:
    define(layout, command=[sys.executable, "-c", "raise SystemExit(1)"])
    control.start(layout, "helper")
    eventually(lambda: status(layout).state == "exited", "it is given up")
    define(layout)
    control.start(layout, "helper")
    running(layout)


def test_a_program_that_is_not_there_is_a_reason_not_a_crash(layout: Layout) -> None:
    define(layout, command=["/no/such/program"])
    control.start(layout, "helper")
    eventually(lambda: status(layout).state == "exited", "it is given up")
    assert "could not start" in status(layout).reason


def test_a_killed_supervisor_leaves_its_service_running_and_the_next_one_adopts_it(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    pid = running(layout)
    supervisor = records.supervisor(layout)
    assert supervisor
    os.kill(supervisor.pid, signal.SIGKILL)
    eventually(lambda: not supervisor.alive(), "the supervisor is gone")
    assert status(layout).state == "unattended"
    control.start(layout, "helper")
    assert running(layout) == pid
    os.kill(pid, signal.SIGKILL)
    eventually(lambda: status(layout).ok and status(layout).pid != pid, "an adopted one is kept alive, too")


def test_a_supervisor_of_another_version_makes_way_and_its_service_runs_on(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    pid = running(layout)
    assert not leader.outdated(layout)
    before = take_over(layout)
    assert leader.outdated(layout)
    control.start(layout, "helper")
    assert running(layout) == pid
    assert records.read(records.supervisor_path(layout))["pid"] != before
    assert not leader.outdated(layout)


def test_a_copied_installation_leaves_the_processes_of_the_first_alone(layout: Layout, tmp_path: Path) -> None:
    """Whoever copies a folder has two: the records in the second are of processes of the first."""
    define(layout)
    control.start(layout, "helper")
    pid = running(layout)
    copy = Layout(tmp_path / "copy")
    shutil.copytree(layout.prefix, copy.prefix)
    (found,) = control.status(copy)
    assert (found.pid, found.state) == (None, "stopped")
    assert records.supervisor(copy) is None
    leader.dismiss(copy)
    control.stop(copy, "helper")
    assert status(layout).pid == pid
    assert status(layout).ok
    layout.prefix.rename(tmp_path / "elsewhere")  # and one that was moved is still the same
    try:
        moved = Layout(tmp_path / "elsewhere")
        assert [one.pid for one in control.status(moved)] == [pid]
        assert records.supervisor(moved)
    finally:
        (tmp_path / "elsewhere").rename(layout.prefix)


def test_a_process_whose_record_was_lost_is_found_by_its_tag_and_ended(layout: Layout) -> None:
    spec = define(layout)
    orphan = subprocess.Popen(spec.command, env={**os.environ, TAG: tag(layout.prefix, "helper")})
    control.start(layout, "helper")
    assert running(layout) != orphan.pid
    assert orphan.wait(5) == -signal.SIGKILL


def test_a_used_again_pid_is_never_signalled(layout: Layout) -> None:
    define(layout)
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    record = {"state": "running", "pid": stranger.pid, "created": "another time", "round": 7, "fingerprint": "old"}
    records.state_path(layout, "helper").write_text(json.dumps(record))
    assert status(layout).pid is None
    control.start(layout, "helper")
    assert running(layout) != stranger.pid
    control.stop(layout, "helper")
    assert stranger.poll() is None
    stranger.kill()
    stranger.wait()


def test_a_clock_that_is_set_does_not_make_a_process_another_one(monkeypatch: pytest.MonkeyPatch) -> None:
    before = Identity.of(os.getpid())
    monkeypatch.setattr(psutil._pslinux, "boot_time", lambda: time.time() + 3600, raising=False)
    monkeypatch.setattr(time, "time", lambda: 1.0)
    assert before
    assert before.alive()


def test_restart_gives_a_new_process_even_to_a_stubborn_one_and_its_children_go_with_it(layout: Layout) -> None:
    define(layout, "helper", "stubborn", "grandchild")
    control.start(layout, "helper")
    pid = running(layout)
    family = [Identity.of(child.pid) for child in psutil.Process(pid).children()]
    assert family
    control.start(layout, "helper", anew=True)
    eventually(lambda: status(layout).ok and status(layout).pid != pid, "a new process")
    assert not any(child.alive() for child in family if child)


def test_services_start_after_what_they_need_and_end_before_it(layout: Layout) -> None:
    define(layout, "base")
    define(layout, "above", after=["base"])
    for name in ("above", "base"):
        records.write_want(layout, name, records.Want(up=True))
    leader.ensure(layout)
    pids = [running(layout, "base"), running(layout, "above")]
    base, above = (Identity.of(pid) for pid in pids)
    assert base
    assert above
    assert psutil.Process(base.pid).create_time() <= psutil.Process(above.pid).create_time()
    records.stop_path(layout).touch()
    eventually(lambda: not above.alive(), "the dependant ends")
    eventually(lambda: not base.alive(), "then what it needs")


def test_a_service_waits_while_what_it_comes_after_is_coming_up(layout: Layout) -> None:
    port = free_port()
    define(layout, "base", ready=HttpProbe(url=f"http://127.0.0.1:{port}/"))  # nobody answers there yet
    define(layout, "above", after=["base"])
    control.start(layout, "base")
    eventually(lambda: status(layout, "base").state == "starting", "it is on its way")
    control.start(layout, "above")
    eventually(lambda: status(layout, "base").healthy is False, "it has been asked")
    assert status(layout, "above").pid is None
    answering = subprocess.Popen([sys.executable, str(HELPER), str(port)])
    try:
        running(layout, "above")
        assert status(layout, "base").ok
    finally:
        answering.kill()
        answering.wait()


def test_stopping_one_service_alone_does_not_wait_for_those_that_come_after_it(layout: Layout) -> None:
    define(layout, "base")
    define(layout, "above", after=["base"])
    for name in ("base", "above"):
        control.start(layout, name)
    above = (running(layout, "base"), running(layout, "above"))[1]
    control.stop(layout, "base")
    assert status(layout, "base").state == "stopped"
    assert status(layout, "above").pid == above
    control.start(layout, "above", anew=True)  # and neither does it wait for one that shall not run
    eventually(lambda: status(layout, "above").ok and status(layout, "above").pid != above, "a new process")


def test_two_supervisors_do_not_work_side_by_side(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    first = records.supervisor(layout)
    second = subprocess.run(
        [sys.executable, "-m", "bootstrap.services.supervisor", "--prefix", str(layout.prefix)], check=False, timeout=30
    )
    assert second.returncode == 0
    assert records.supervisor(layout) == first


def test_a_removed_service_leaves_nothing_behind(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    pid = running(layout)
    control.remove(layout, "helper")
    assert not psutil.pid_exists(pid)
    assert not list(layout.services.iterdir())


def test_a_damaged_definition_is_named_and_the_others_go_on(layout: Layout) -> None:
    define(layout)
    records.definition_path(layout, "broken").write_text('{"name": "bro')
    control.start(layout, "helper")
    running(layout)
    assert "broken.json is damaged" in "\n".join(records.tail(records.log_path(layout, "supervisor")))
    with pytest.raises(UserError, match="unknown service 'nobody'"):
        control.start(layout, "nobody")


def test_a_service_does_not_inherit_what_is_not_its_business(layout: Layout, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SMART_INTERSECTION_SOURCE", "rtsp://camera:password@host")
    monkeypatch.setenv("GF_SERVER_HTTP_ADDR", "0.0.0.0")  # noqa: S104 - what must not come through
    define(layout, env={"GREETING": "hello"})
    control.start(layout, "helper")
    found = psutil.Process(running(layout)).environ()
    assert found["GREETING"] == "hello"
    assert found["PATH"] == os.environ["PATH"]
    assert not {"SMART_INTERSECTION_SOURCE", "GF_SERVER_HTTP_ADDR"} & set(found)


def test_the_log_and_records_are_the_owners_alone(layout: Layout) -> None:
    define(layout)
    control.start(layout, "helper")
    running(layout)
    for path in (records.log_path(layout, "helper"), records.state_path(layout, "helper")):
        assert path.stat().st_mode & 0o077 == 0


def test_what_could_not_be_written_down_on_a_full_disk_is_written_once_there_is_room(
    layout: Layout, monkeypatch: pytest.MonkeyPatch
) -> None:
    child, full = Child(define(layout), layout, time.monotonic), True

    def write(path: Path, data: str, mode: int, *, lasting: bool) -> None:
        if full:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write_atomic(path, data, mode, lasting=lasting)

    monkeypatch.setattr("bootstrap.services.child.write_atomic", write)
    child.decide(records.Want(up=True))
    eventually(lambda: child.step() or child.state is State.RUNNING, "it runs")
    assert records.read(records.state_path(layout, "helper")) == {}
    full = False
    child.step()
    assert records.read(records.state_path(layout, "helper"))["state"] == "running"
    child.decide(None)
    eventually(lambda: child.step() or child.state is State.STOPPED, "it ends")


def test_a_service_that_hangs_is_told_by_its_silence_and_not_by_how_well_it_did(layout: Layout) -> None:
    """The processes are ours: what counts is what the record's last probe found."""
    me = Identity.of(os.getpid())
    assert me is not None
    own = {"pid": me.pid, "created": me.created}
    records.supervisor_path(layout).write_text(json.dumps(own))
    records.definition_path(layout, "thing").write_text("{}")
    since = time.time() - 60
    probe = {"healthy": False, "detail": "timed out", "at": time.time(), "since": since}
    record = {**own, "state": "running", "reason": "ready", "probe": probe, "by": me.pid}
    records.state_path(layout, "thing").write_text(json.dumps(record))
    (found,) = control.status(layout)
    assert not found.ok
    assert (
        found.reason == f"no response since {time.strftime('%Y-%m-%d %H:%M:%S %z', time.localtime(since))}: timed out"
    )
    records.state_path(layout, "thing").unlink()
    records.definition_path(layout, "thing").unlink()
    records.supervisor_path(layout).unlink()
