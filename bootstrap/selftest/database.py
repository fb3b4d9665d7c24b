"""Links: InfluxDB takes the events and gives them back; and afterwards forgets them."""

from __future__ import annotations

import ssl
import time
from typing import TYPE_CHECKING, Final

from bootstrap.http_api import RefusedError
from bootstrap.influx.client import Influx
from bootstrap.selftest import flux, quiet
from bootstrap.selftest.delivery import deliver
from core.errors import UserError
from core.events import SELFTEST, utc
from core.reports.flux import text

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run
    from core.settings.sinks.influx import Influx as Options

_DELETE: Final = (
    f"on this machine, run: smart-intersection repair; elsewhere delete the points of site '{SELFTEST}'; "
    "they are not counted anywhere"
)
_EVER: Final = "1970-01-01T00:00:00Z"
_ASK_SECONDS: Final = 0.2
_READ: Final = "grant the token read access to the bucket; on this machine, run: smart-intersection repair"


def stored(run: Run) -> str:
    """Write as the engine does, then read with the app's token."""
    options = _options(run)
    quiet.keep(run)
    telemetry = run.telemetry("influx", None, options)
    try:
        deliver(run, telemetry, "influx", run.folder("influx"))
    finally:
        run.written = telemetry.stats()["sinks"]["influx"]["acked"] > 0
    run.stored = time.time()
    where = f"{options.url.masked} bucket {options.bucket}"
    try:
        _await(run, options, run.places.read_token(), {event.id for event in run.events})
    except RefusedError as error:
        if run.places.may_read:
            raise UserError(f"cannot read InfluxDB: {error.message}", _READ) from None
        return f"{where} acknowledged both events; not read back: the token is write-only"
    run.stored = time.time()
    return f"{where}: written and read back"


def forgotten(run: Run) -> str:
    """Delete every made-up point, those of earlier runs that were killed included, and see that they are gone."""
    options = _options(run)
    token = run.places.delete_token()
    until = utc(run.now + 3_600).strftime("%Y-%m-%dT%H:%M:%SZ")
    try:
        _server(options, token).delete(options.org, options.bucket, (_EVER, until), f'site="{SELFTEST}"')
        if not run.places.may_read:
            return "InfluxDB accepted the deletion of the test data"
        _await(run, options, token, set())
    except RefusedError as error:
        raise UserError(f"cannot delete the test data: {error.message}", _DELETE) from None
    return "test data deleted"


def _await(run: Run, options: Options, token: str, wanted: set[str]) -> None:
    """Until the database holds just these made-up events around our time."""
    server = _server(options, token)
    start, stop = flux.around(run)
    question = flux.question(text(options.bucket), start, stop)

    def found() -> set[str]:
        return {row.get("event", "") for row in server.query(options.org, question)}

    if not run.wait(lambda: (wanted <= found()) if wanted else not found(), every=_ASK_SECONDS, anyway=not wanted):
        raise UserError(
            "InfluxDB does not return the events it acknowledged" if wanted else "test data is still present",
            "check the InfluxDB log",
        )


def _server(options: Options, token: str) -> Influx:
    trust = ssl.create_default_context(cafile=options.ca_file) if options.url.reveal().startswith("https") else None
    return Influx(options.url.reveal(), token, trust=trust)


def _options(run: Run) -> Options:
    options = run.places.influx
    if options is None:
        raise UserError("no database configured", "add telemetry.influx to the configuration")
    return options
