"""What can break in any service: broken on purpose in each of them, mended by running setup again, nothing stored lost.

What only one of them knows (tokens, buckets, data sources) is in the files named after them.
"""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any, NamedTuple

import pytest
from earlier_supervisor import take_over
from installed import ALL, BROKER, EVERY, Installed, changed, failed, listening

from bootstrap.converge.progress import Note
from bootstrap.services import control, records
from bootstrap.setup import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from packing import Mirror

    from bootstrap.converge.report import Report

NAMES = ALL if BROKER else ALL[1:]
RUNNING = EVERY if BROKER else EVERY[1:]
PROGRAMS = {"influxdb": "influxd", "grafana": "grafana"}  # those that come from archives


@pytest.fixture(autouse=True)
def kept(installed: Installed, request: pytest.FixtureRequest) -> Iterator[None]:
    """Whole before each test, and what was stored in each service is there after it."""
    if [one.name for one in control.status(installed.layout) if one.ok] != sorted(RUNNING):  # or one has failed
        changed(installed.setup(*NAMES))
    what = request.node.name.partition("[")[0]
    installed.store(what)
    yield
    assert installed.holds(what) == dict.fromkeys(NAMES, True)


def mended(installed: Installed) -> dict[str, str]:
    """What a run changed; afterwards all serve, and a second run finds nothing."""
    found = changed(installed.setup(*NAMES))
    assert changed(installed.setup(*NAMES)) == {}
    assert {one.name: one.ok for one in control.status(installed.layout)} == dict.fromkeys(RUNNING, True)
    assert installed.datasource_health() == "datasource is working. 2 buckets found"
    return found


def heard(installed: Installed) -> tuple[Report, list[str]]:
    """A run and its notes."""
    notes: list[str] = []
    context = installed.context()
    context.tell = lambda step: notes.append(step.text) if isinstance(step, Note) else None
    return run.setup(context, NAMES), notes


@pytest.mark.parametrize("how", ["deleted", "truncated"])
def test_programs_deleted_or_cut_are_put_back_from_the_cache(installed: Installed, mirror: Mirror, how: str) -> None:
    programs = [next((installed.prefix / service).glob(f"*/**/{name}")) for service, name in PROGRAMS.items()]
    asked, sizes = len(mirror.asked), [program.stat().st_size for program in programs]
    for program in programs:
        program.unlink()
        if how == "truncated":
            program.write_bytes(b"\x7fELF")
    assert set(mended(installed)) == {f"{service} : release {service}" for service in PROGRAMS}
    assert [program.stat().st_size for program in programs] == sizes
    assert len(mirror.asked) == asked


class Edit(NamedTuple):
    """A line of a configuration that somebody changes, and a setting of the owner's own beside it."""

    file: str
    line: str
    by_hand: str
    own_file: str
    own: str


EDITS = {
    "mosquitto": Edit(
        "mosquitto.conf", "allow_anonymous false", "allow_anonymous true", "own.conf", "max_keepalive 4242"
    ),
    "influxdb": Edit(
        "config.yaml", "reporting-disabled: true", "reporting-disabled: false", "influxd.yaml", "log-level: debug"
    ),
    "grafana": Edit(
        "grafana.ini",
        "[auth.anonymous]\nenabled = false",
        "[auth.anonymous]\nenabled = true",
        "grafana.ini",
        "[dashboards]\nmin_refresh_interval = 1s",
    ),
}


def test_configs_edited_by_hand_are_shown_kept_aside_and_written_anew_but_drop_ins_stay(installed: Installed) -> None:
    files = {name: installed.layout.config(name) / EDITS[name].file for name in NAMES}
    own = {name: installed.layout.config(name) / "conf.d" / EDITS[name].own_file for name in NAMES}
    tasks = [f"{name} : file {EDITS[name].file}" for name in NAMES]
    for name, path in own.items():
        path.write_text(f"{EDITS[name].own}\n")
    assert {f"{name} : service {name}" for name in NAMES} <= set(mended(installed))
    before = {name: path.read_text() for name, path in files.items()}
    kept = {name: set(path.parent.glob("*.edited-*")) for name, path in files.items()}  # by other tests
    edited = {name: before[name].replace(EDITS[name].line, EDITS[name].by_hand) for name in NAMES}
    for name, path in files.items():
        assert edited[name] != before[name]
        path.write_text(edited[name])

    looked = installed.setup(*NAMES, check=True, diff=True)
    assert dict.fromkeys(tasks, "edited manually; a copy is kept").items() <= changed(looked).items()
    diffs = {task.name: task.diff for task in looked.tasks if task.diff}
    for name, task in zip(NAMES, tasks, strict=True):
        assert f"-{EDITS[name].by_hand.splitlines()[-1]}\n+{EDITS[name].line.splitlines()[-1]}" in diffs[task]
        assert files[name].read_text() == edited[name]

    report, notes = heard(installed)
    assert set(changed(report)) == set(tasks)  # no service has read the edited ones, so none is restarted
    for name, path in files.items():
        (copy,) = set(path.parent.glob("*.edited-*")) - kept[name]
        assert (copy.read_text(), path.read_text()) == (edited[name], before[name])
        assert any(str(copy) in note for note in notes)
        assert own[name].read_text() == f"{EDITS[name].own}\n"
        copy.unlink()
        own[name].unlink()


@pytest.mark.parametrize("supervised", [True, False], ids=["supervised", "alone"])
def test_killed_services_serve_again_also_without_their_supervisor(installed: Installed, *, supervised: bool) -> None:
    pids, leader = {name: installed.pid(name) for name in NAMES}, records.supervisor(installed.layout)
    assert leader
    for pid in [*([] if supervised else [leader.pid]), *pids.values()]:
        os.kill(pid, signal.SIGKILL)
    mended(installed)
    assert all(installed.pid(name) != pid for name, pid in pids.items())


def test_a_supervisor_from_before_an_update_is_replaced_and_the_services_run_on(installed: Installed) -> None:
    pids = {name: installed.pid(name) for name in NAMES}
    before = take_over(installed.layout)
    assert list(mended(installed).values()) == ["its supervisor is a different version"]
    assert records.read(records.supervisor_path(installed.layout))["pid"] != before
    assert {name: installed.pid(name) for name in NAMES} == pids


@pytest.mark.parametrize("how", ["hangs", "lost its record"])
def test_a_supervisor_that_hangs_or_lost_its_record_is_no_end_of_repair(installed: Installed, how: str) -> None:
    supervisor, pids = records.supervisor(installed.layout), {name: installed.pid(name) for name in NAMES}
    assert supervisor
    if how == "hangs":
        os.kill(supervisor.pid, signal.SIGSTOP)
    else:
        records.supervisor_path(installed.layout).unlink()
    os.kill(pids["grafana"], signal.SIGKILL)
    mended(installed)
    assert supervisor.alive() is (how != "hangs")
    kept = [name for name in NAMES if installed.pid(name) == pids[name]]
    assert kept == [name for name in NAMES if name != "grafana"]


def test_stale_pids_of_another_process_harm_nobody(installed: Installed) -> None:
    control.stop_all(installed.layout)
    stranger = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
    try:
        stale = {"pid": stranger.pid, "created": "another time", "state": "running"}
        for name in NAMES:
            path = records.state_path(installed.layout, name)
            path.write_text(json.dumps({**json.loads(path.read_text()), **stale}))
        records.supervisor_path(installed.layout).write_text(json.dumps(stale))
        assert any(" : service " in task for task in mended(installed))  # the first brings the supervisor and all
        assert stranger.pid not in [installed.pid(name) for name in NAMES]
        control.stop_all(installed.layout)
        assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
    mended(installed)


@contextmanager
def held(port: int) -> Iterator[subprocess.Popen[str]]:
    """By a program that is not ours."""
    program = f"import socket; s = socket.create_server(('127.0.0.1', {port})); print('up', flush=True); input()"
    command = [sys.executable, "-c", program]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "up\n"
        yield holder
        holder.communicate("\n")


@pytest.mark.parametrize("service", NAMES)
def test_a_port_taken_names_its_holder_and_the_one_offered_is_known_to_all_who_ask(
    installed: Installed, service: str
) -> None:
    control.stop(installed.layout, service)
    port = installed.ports[service]
    with held(port) as holder:
        result = failed(installed.setup(service))
        assert f"port {port} is in use by" in result.reason
        assert f"(pid {holder.pid})" in result.reason
        offered = int(result.remedy.rpartition(f"--port {service}=")[2])
        assert holder.poll() is None
        installed.ports[service] = offered  # remembered, so the tests after this one go on with it
        mended(installed)
        assert ("127.0.0.1", offered) in listening([installed.pid(service)])
        assert str(offered) in installed.layout.profile.read_text()


def test_data_folders_that_forbid_writing_are_mended(installed: Installed) -> None:
    control.stop_all(installed.layout)
    for name in NAMES:
        installed.layout.data(name).chmod(0o500)
    assert {f"{name} : folder data/{name}" for name in NAMES} <= set(mended(installed))
    assert [installed.layout.data(name).stat().st_mode & 0o777 for name in NAMES] == [0o700] * len(NAMES)


@pytest.mark.parametrize("service", PROGRAMS)
def test_a_disk_full_while_unpacking_leaves_what_runs_and_the_next_run_goes_on(
    installed: Installed, service: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (program,) = (installed.prefix / service).glob(f"*/**/{PROGRAMS[service]}")
    program.unlink()
    pid = installed.pid(service)

    def full(_: IO[bytes], path: Path, *__: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    with monkeypatch.context() as patch:
        patch.setattr("bootstrap.setup.archive.tar.copy", full)
        result = failed(installed.setup(service))
    assert result.name == f"{service} : release {service}"
    assert "No space left on device" in result.reason
    assert "free some disk space" in result.remedy
    assert installed.pid(service) == pid
    assert not list((installed.prefix / service).glob("*.incoming"))
    assert f"{service} : release {service}" in mended(installed)


def test_a_clock_behind_is_told_and_nothing_is_broken_by_it(installed: Installed) -> None:
    later = time.time() + 86_400
    os.utime(installed.layout.notes, (later, later))
    report, notes = heard(installed)
    os.utime(installed.layout.notes)
    assert changed(report) == {}
    assert any("the clock is 1440 minutes behind" in note and "set the clock" in note for note in notes)


def test_two_repairs_at_once_mend_once(installed: Installed) -> None:
    for name in NAMES:
        (installed.layout.config(name) / EDITS[name].file).unlink()
    command = [sys.executable, "-m", "bootstrap", "setup", "--yes", "--json", "--only", ",".join(NAMES)]
    command += installed.arguments()
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) for _ in range(2)]
    answers = [process.communicate(timeout=120) for process in both]
    recaps = [json.loads(out)["recap"] for out, _ in answers]
    assert [recap["failed"] for recap in recaps] == [0, 0], answers
    assert sorted(recap["changed"] for recap in recaps) == [0, len(NAMES)]
