"""Services for tests of the supervisor: real processes that answer, kept alive with short patience."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ports import free_port
from waiting import eventually

from bootstrap.files import write_atomic
from bootstrap.services import control, records
from bootstrap.services.spec import HttpProbe, Policy, ServiceSpec

if TYPE_CHECKING:
    from bootstrap.layout import Layout

HELPER = Path(__file__).with_name("helper_service.py")
QUICK = Policy(
    start_seconds=15,
    stop_seconds=1,
    kill_seconds=2,
    first_backoff=0.05,
    probe_period=0.2,
    probe_timeout=0.5,
    failures=2,
)


def define(layout: Layout, name: str = "helper", *words: str, **fields: object) -> ServiceSpec:
    port = free_port()
    given: dict[str, Any] = {
        "title": name,
        "command": [sys.executable, str(HELPER), str(port), *words],
        "ready": HttpProbe(url=f"http://127.0.0.1:{port}/"),
        "policy": QUICK,
        **fields,
    }
    spec = ServiceSpec(name=name, **given)
    write_atomic(records.definition_path(layout, name), spec.text())
    return spec


def status(layout: Layout, name: str = "helper") -> control.Status:
    return next(found for found in control.status(layout) if found.name == name)


def running(layout: Layout, name: str = "helper") -> int:
    eventually(lambda: status(layout, name).ok, f"{name} runs")
    pid = status(layout, name).pid
    assert pid
    return pid
