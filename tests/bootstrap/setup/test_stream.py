"""Progress as JSON lines, and looking at a machine beforehand."""

from __future__ import annotations

import io
import json
import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from command_line import call
from filelock import FileLock
from installation import ROOT

from bootstrap.converge.progress import BytesMoved, Note, RoleStarted, TaskEnded, TaskStarted
from bootstrap.converge.report import Report, Result
from bootstrap.layout import Layout
from bootstrap.setup.context import Choices, Context
from bootstrap.setup.preflight import ports, preflight
from bootstrap.setup.stream import JsonLines
from core.errors import UserError
from core.scrub import register

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def lines(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """Somebody who holds a port and never says anything."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        yield held


def test_every_step_is_a_line_without_secrets() -> None:
    out = io.StringIO()
    stream = JsonLines(out)
    secret = register("a-secret-of-this-test")
    failed = Result("x : port", "failed", f"held by {secret}", 0.5, "stop it", "", ("--port", "x=2"))
    for step in (RoleStarted("x"), TaskStarted("x : port"), Note(f"mind {secret}"), TaskEnded(failed)):
        stream.tell(step)
    stream.recap(Report("setup", check=False, tasks=[failed]))
    stream.refuse(UserError("what", "remedy"))
    told = lines(out.getvalue())
    assert [one["event"] for one in told] == ["begin", "role", "task", "note", "result", "end", "refused"]
    assert told[3]["text"] == "mind ***"
    assert (told[4]["reason"], told[4]["options"], told[4]["remedy"]) == ("held by ***", ["--port", "x=2"], "stop it")
    assert (told[5]["code"], told[5]["recap"]["failed"]) == (1, 1)


def test_of_bytes_not_every_step_is_told_but_the_last_one_is() -> None:
    out, now = io.StringIO(), [0.0]
    stream = JsonLines(out, lambda: now[0])
    for done in range(1, 101):
        now[0] += 0.01
        stream.tell(BytesMoved("download x", done, 100))
    told = [one["done"] for one in lines(out.getvalue()) if one["event"] == "bytes"]
    assert told[-1] == 100
    assert len(told) < 15


def test_when_nobody_listens_any_more_the_run_ends_as_if_cancelled() -> None:
    class Gone(io.StringIO):
        def flush(self) -> None:
            raise BrokenPipeError

    with pytest.raises(KeyboardInterrupt):
        JsonLines(Gone())


def test_the_command_line_streams_its_plan_and_what_it_refuses(tmp_path: Path) -> None:
    usual = ("--prefix", str(tmp_path / "p"), "--progress", "json")
    told = lines(call("setup", "--check", "--profile", "embedded", *usual).stdout)
    assert [one["event"] for one in told] == ["begin", "role", "task", "result", "role", "task", "result", "end"]
    refused = call("setup", "--yes", "--profile", "remote", *usual)
    assert refused.returncode == 2
    assert lines(refused.stdout)[-1]["event"] == "refused"
    asked = call("setup", *usual)
    assert (asked.returncode, asked.stdout) == (2, "")
    assert "--yes or --check" in asked.stderr
    assert not (tmp_path / "p").exists()


def test_a_request_to_end_lets_the_lock_go_and_leaves_no_word_of_its_holder(
    tmp_path: Path, listener: socket.socket
) -> None:
    if os.name == "nt":
        pytest.skip("there is no polite request on Windows")
    prefix, mirror = tmp_path / "p", f"http://127.0.0.1:{listener.getsockname()[1]}"
    words = ["setup", "--yes", "--progress", "json", "--only", "influxdb", "--mirror", mirror, "--prefix", str(prefix)]
    with subprocess.Popen(
        [sys.executable, "-m", "bootstrap", *words], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as run:
        assert run.stdout
        release = next(line for line in run.stdout if '"influxdb : release influxdb"' in line)
        assert json.loads(release)["event"] == "task"
        run.send_signal(signal.SIGTERM)
        assert run.wait(60) == 130
    assert not (prefix / "setup.holder").exists()
    with FileLock(prefix / "setup.lock").acquire(timeout=0):
        pass


def test_what_is_in_the_way_is_found_beforehand_with_what_helps(tmp_path: Path, listener: socket.socket) -> None:
    port = int(listener.getsockname()[1])
    prefix = tmp_path / "p"
    context = Context(Layout(prefix), Choices(ports={"grafana": port}, mirror="file:///nowhere"))
    found = {task.name.partition(" : ")[0]: task for task in preflight(context).tasks}
    assert (found["disk"].state, found["machine"].state) == ("ok", "ok")
    taken = found[f"port {port}"]
    assert (taken.state, taken.options[0]) == ("failed", "--port")
    assert taken.options[1].startswith("grafana=")
    assert f"(pid {os.getpid()})" in taken.reason
    assert found["network"].state == "failed"
    assert "file not found" in found["network"].reason
    assert not prefix.exists()


def test_another_run_is_told_and_services_elsewhere_are_asked(tmp_path: Path, listener: socket.socket) -> None:
    layout = Layout(tmp_path)
    port = int(listener.getsockname()[1])
    there = Choices(profile="remote", remote={"mqtt": f"mqtt://127.0.0.1:{port}"})
    with FileLock(layout.lock):
        found = {task.name.partition(" : ")[0]: task for task in preflight(Context(layout, there)).tasks}
    assert (found["other runs"].state, found["broker"].state) == ("skipped", "ok")
    assert "is changing this installation" in found["other runs"].reason
    gone = Choices(profile="remote", remote={"mqtt": "mqtt://127.0.0.1:1"})
    report = preflight(Context(layout, gone))
    assert [task.name for task in report.tasks if task.state == "failed"] == ["broker : broker"]


def test_the_ports_of_a_setup_are_known_by_their_names(tmp_path: Path) -> None:
    layout = Layout(tmp_path / "p")
    assert ports(Context(layout)) == {"mosquitto": 1883, "influxdb": 8086, "grafana": 3000, "evidence": 8087}
    chosen = Choices(ports={"mosquitto": 1884}, tls=("a.example",))
    assert ports(Context(layout, chosen)) == {
        "mosquitto": 1884,
        "mosquitto-tls": 8883,
        "influxdb": 8086,
        "grafana": 3000,
        "evidence": 8087,
    }
