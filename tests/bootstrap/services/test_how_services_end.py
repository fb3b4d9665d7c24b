"""How a service is asked to end, and what of its last words is told."""

from __future__ import annotations

import signal
import subprocess
import sys
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from bootstrap.layout import Layout
from bootstrap.services import child as module
from bootstrap.services.child import Child
from bootstrap.services.machine import Event
from bootstrap.services.process import signal_group
from bootstrap.services.reasons import cause
from bootstrap.services.spec import ServiceSpec, TcpProbe
from core.processes import Identity

if TYPE_CHECKING:
    from pathlib import Path

WAITS = """
import sys, time
try:
    print("up", flush=True)
    time.sleep(60)
except KeyboardInterrupt:
    sys.exit(0)
"""
TIMEOUT = "Error: unable to open boltdb file unable to open boltdb file timeout"


@pytest.mark.skipif(sys.platform == "win32", reason="services are asked by an event there")
@pytest.mark.parametrize(("interrupt", "code"), [(True, 0), (False, -signal.SIGTERM)])
def test_a_process_that_ends_in_order_only_when_interrupted_is_interrupted(*, interrupt: bool, code: int) -> None:
    with subprocess.Popen([sys.executable, "-c", WAITS], stdout=subprocess.PIPE, start_new_session=True) as process:
        assert process.stdout
        assert process.stdout.readline() == b"up\n"
        found = Identity.of(process.pid)
        assert found
        signal_group(found, kill=False, interrupt=interrupt)
        assert process.wait(20) == code


class Asked(Child):
    """A service whose process is one that nobody has started."""

    def __init__(self, folder: Path, now: list[float], *, interrupt: bool = False, **more: Any) -> None:
        spec = ServiceSpec(
            name="thing", title="thing", command=["/thing"], ready=TcpProbe(port=1), interrupt=interrupt, **more
        )
        super().__init__(spec, Layout(folder), lambda: now[0])
        self._identity = SimpleNamespace(pid=1, created="", alive=lambda: True)  # type: ignore[assignment]
        self._machine.handle(Event.START)
        self._machine.handle(Event.READY)


@pytest.mark.parametrize(
    ("interrupt", "expected"), [(True, ["INT", "TERM", "KILL"]), (False, ["TERM", "TERM", "KILL"])]
)
def test_a_request_that_does_not_help_is_followed_by_another_and_a_kill(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, interrupt: bool, expected: list[str]
) -> None:
    sent: list[str] = []

    def note(_: object, *, kill: bool, event: str = "", interrupt: bool = False) -> None:
        del event
        sent.append("KILL" if kill else "INT" if interrupt else "TERM")

    monkeypatch.setattr(module, "signal_group", note)
    now = [100.0]
    thing = Asked(tmp_path, now, interrupt=interrupt)
    thing._do(Event.STOP)
    for now[0] in (101.0, 105.5, 106.0, 111.0):
        thing.step()
    assert sent == expected


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (["starting", TIMEOUT, "See 'influxd -h' for help"], f"another influxd has these files open: {TIMEOUT}"),
        (["panic: page 3 already freed", "goroutine 1 [running]:", "main.main()"], "panic: page 3 already freed"),
        (["one", "two", ""], "two"),
        ([], ""),
    ],
)
def test_the_line_that_tells_the_cause_is_told(lines: list[str], told: str) -> None:
    assert cause(lines) == told
