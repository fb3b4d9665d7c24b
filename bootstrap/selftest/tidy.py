"""Link: nothing of the self-test stays behind."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TYPE_CHECKING

from bootstrap.selftest import database
from core.errors import UserError
from core.sinks.connection import Connection, OldProtocol
from core.sinks.sink import Unavailable
from core.telemetry.targets import mqtt_target

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run


def check(run: Run) -> str:
    """Files on the disk, retained words at the broker, points in the database."""
    run.stack.close()
    _forget_status(run)
    return database.forgotten(run) if run.written else "no test data reached a database"


def _forget_status(run: Run) -> None:
    """The sink leaves a retained 'offline', as it should; an empty message takes it away."""
    options = run.places.mqtt
    if options is None or not run.prefix_used or run.places.profile == "embedded":
        return
    with suppress(Unavailable, OldProtocol, UserError):
        connection = Connection(
            mqtt_target(options, "smart-intersection-selftest-end", run.places.protocol), threading.Event(), session=0
        )
        try:
            connection.open()
            connection.client.publish(f"{options.prefix}/status", b"", 1, retain=True).wait_for_publish(2.0)
        finally:
            connection.close()
