"""Points of events that no longer hold are deleted from InfluxDB: each is found again by its exact nanosecond."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

import structlog
from influxdb_client.domain.delete_predicate_request import DeletePredicateRequest
from influxdb_client.rest import ApiException
from influxdb_client.service.delete_service import DeleteService
from pydantic_core import from_json

from core.events import Withdrawal
from core.journal.rows import KINDS
from core.sinks.lines import timestamp

if TYPE_CHECKING:
    from collections.abc import Iterable

    from influxdb_client.client.influxdb_client import InfluxDBClient

    from core.journal.rows import Stored
    from core.settings.sinks.influx import Influx

log = structlog.get_logger()

WITHDRAWAL: Final = KINDS.index("withdrawal")
_BUSY: Final = 429
_SERVER: Final = 500
_SECOND: Final = 1_000_000_000


class Unwriter:
    """Deletes what was withdrawn.

    Args:
        client: of the database.
        options: its organisation and bucket.
    """

    def __init__(self, client: InfluxDBClient, options: Influx) -> None:
        self._service = DeleteService(client.api_client)  # type: ignore[no-untyped-call]
        self._options = options

    def delete(self, events: Iterable[Stored]) -> None:
        """Delete the points of what these withdrawals name; a database that forbids it keeps them, which is told.

        Raises:
            ApiException: the database cannot do it now.
            OSError, urllib3.exceptions.HTTPError: it does not answer.
        """
        for event in events:
            told = Withdrawal.model_validate(from_json(event.body))
            predicate = f"site={_quoted(told.site)} AND camera={_quoted(told.camera)}"
            try:
                for one in told.events:
                    self._delete(timestamp(round(one.time.timestamp() * 1_000_000), one.id, one.phase), predicate)
            except ApiException as error:
                if error.status in {None, _BUSY} or error.status >= _SERVER:
                    raise
                what = "the database denied deleting an earlier count; it shows both counts"
                log.warning(what, camera=told.camera, points=len(told.events), status=error.status)

    def _delete(self, time: int, predicate: str) -> None:
        moment = _rfc3339(time)
        self._service.post_delete(  # type: ignore[no-untyped-call]
            DeletePredicateRequest(start=moment, stop=moment, predicate=predicate),  # type: ignore[no-untyped-call]
            org=self._options.org,
            bucket=self._options.bucket,
        )


def _rfc3339(nanoseconds: int) -> str:
    seconds, rest = divmod(nanoseconds, _SECOND)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest:09}Z"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
