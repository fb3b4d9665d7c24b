"""The memory of the three services, together and against their budget: only what was measured is told."""

from __future__ import annotations

import os
import sys

from bootstrap.services.control import Status
from bootstrap.services.memory import BUDGET, line, measured, summed

_MEGA = 1_000_000


def _status(name: str, pid: int | None) -> Status:
    return Status(name, "running", "", pid=pid)


def test_the_three_are_added_up_and_nobody_else() -> None:
    found = summed(
        {"mosquitto": 4 * _MEGA, "influxdb": 160 * _MEGA, "grafana": 110 * _MEGA, "evidence": 9}, 340 * _MEGA
    )
    assert (found.together, found.engine, found.budget) == (274 * _MEGA, 340 * _MEGA, BUDGET)
    assert line(found) == (
        f"memory ({found.measure}): Mosquitto 4 MB, InfluxDB 160 MB, Grafana 110 MB; together 274 MB, within the "
        "budget of 300 MB; engine 340 MB"
    )


def test_over_the_budget_is_said_so() -> None:
    assert "together 310 MB, over the budget of 300 MB" in line(summed({"influxdb": 310 * _MEGA}, -1))


def test_what_does_not_run_or_cannot_be_measured_is_not_there() -> None:
    found = summed({"mosquitto": -1}, -1)
    assert (found.services, found.together, found.engine, line(found)) == ({}, None, None, "")
    assert summed({"mosquitto": -1, "grafana": 5}, -1).services == {"grafana": 5}


def test_it_is_measured_by_process() -> None:
    found = measured(
        [_status("grafana", os.getpid()), _status("influxdb", None), _status("evidence", os.getpid())], None
    )
    assert set(found.services) == {"grafana"}
    assert found.together == found.services["grafana"] > 5 * _MEGA
    assert found.engine is None
    assert found.measure == ("PSS" if sys.platform == "linux" else "RSS")
    assert (measured([], os.getpid()).engine or 0) > 5 * _MEGA
