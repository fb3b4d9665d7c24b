"""Waiting until one of the product's sinks has delivered what was made up."""

from __future__ import annotations

import sqlite3
import time
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final

from core.errors import UserError
from core.journal import schema
from core.journal.schema import JOURNAL

if TYPE_CHECKING:
    from pathlib import Path

    from bootstrap.selftest.run import Run
    from core.telemetry import Telemetry

_GRACE: Final = 2.0  # a server that has just been restarted may be away for a moment
_REPAIR: Final = "run: smart-intersection repair"
_FINE: Final = ("connecting", "running")


def deliver(run: Run, telemetry: Telemetry, sink: str, folder: Path) -> None:
    """Hand the events over and wait for the receiver to acknowledge all of them.

    Raises:
        UserError: it does not; with the sink's own reason.
    """
    telemetry.emit(run.events)
    since: list[float] = []  # when the sink began to be in trouble

    def done() -> bool:
        now = telemetry.stats()["sinks"][sink]
        _fail_if_troubled(run, now, since, folder)
        return int(now["acked"]) >= len(run.events)

    if not run.wait(done):
        reason = telemetry.stats()["sinks"][sink]["reason"]
        raise error(run, reason or "timed out waiting for an acknowledgement")


def _fail_if_troubled(run: Run, now: dict[str, Any], since: list[float], folder: Path) -> None:
    if now["set_aside"]:
        raise UserError(f"the event was rejected: {_set_aside(folder)}", "check the server's log")
    if now["state"] in _FINE or not now["reason"]:
        since.clear()
        return
    since[:] = since or [time.monotonic()]
    if now["state"] == "refused" or time.monotonic() - since[0] > _GRACE:
        raise error(run, now["reason"])


def error(run: Run, reason: str) -> UserError:
    """Sinks write reason and remedy in one sentence; what setup has made is mended by setup."""
    what, _, remedy = reason.partition(" — ")
    return UserError(what, _REPAIR if run.places.profile == "local" else remedy or "check that server's log")


def _set_aside(folder: Path) -> str:
    try:
        with closing(schema.connect_reader(folder / JOURNAL)) as database:
            row = database.execute("SELECT reason FROM set_aside LIMIT 1").fetchone()
            return str(row[0]) if row else "no reason"
    except sqlite3.Error:
        return "no reason"
