"""Points of events that no longer hold are deleted from InfluxDB: each is found again by its exact nanosecond.

With them go the 15-minute values that they are part of: the database makes these again of the events that hold, but
leaves a value alone of which no event is left.
"""

from __future__ import annotations

import time
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

    from core.events import WithdrawnEvent
    from core.journal.rows import Stored
    from core.settings.sinks.influx import Influx

log = structlog.get_logger()

WITHDRAWAL: Final = KINDS.index("withdrawal")
_BUSY: Final = 429
_SERVER: Final = 500
_SECOND: Final = 1_000_000_000
_QUARTER: Final = 900 * _SECOND
_DAY: Final = 86_400 * _SECOND
_MICRO: Final = 1_000_000
_BEFORE: Final = 1_000_000  # nanoseconds; a stretch that ends with a quarter of an hour belongs to it
#: Where the points of a kind of event are.
_MEASUREMENTS: Final = {
    "detection": ("detections",),
    "crossing": ("counts", "speeds"),
    "movement": ("movements",),
    "occupancy": ("occupancy",),
    "violation": ("violations",),
    "watching": ("watching",),
    "performance": ("performance",),
}


class Unwriter:
    """Deletes what was withdrawn.

    Args:
        client: of the database.
        options: its organisation and buckets.
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
            try:
                self._delete_all(told)
            except ApiException as error:
                if error.status in {None, _BUSY} or error.status >= _SERVER:
                    raise
                what = "the database denied deleting an earlier count; it shows both counts"
                log.warning(what, camera=told.camera, points=len(told.events), status=error.status)

    def _delete_all(self, told: Withdrawal) -> None:
        """The points first: 15-minute values that are made in between are made of what holds."""
        predicate = f"site={_quoted(told.site)} AND camera={_quoted(told.camera)}"
        for one in told.events:
            moment = timestamp(_microseconds(one), one.id, one.phase)
            self._delete(self._options.bucket, moment, predicate)
        oldest = time.time_ns() - self._options.downsampled_days * _DAY
        for measurement, begin in sorted(_quarters(told.events)):
            if self._options.downsampled and begin >= oldest:
                which = f'_measurement="{measurement}" AND {predicate}'
                self._delete(self._options.downsampled, begin, which)

    def _delete(self, bucket: str, nanoseconds: int, predicate: str) -> None:
        moment = _rfc3339(nanoseconds)
        request = DeletePredicateRequest(start=moment, stop=moment, predicate=predicate)  # type: ignore[no-untyped-call]
        self._service.post_delete(request, org=self._options.org, bucket=bucket)  # type: ignore[no-untyped-call]


def _quarters(events: Iterable[WithdrawnEvent]) -> set[tuple[str, int]]:
    """Measurement and beginning of the 15-minute values that events are part of."""
    return {(name, _quarter(one)) for one in events for name in _MEASUREMENTS.get(one.kind, ())}


def _quarter(event: WithdrawnEvent) -> int:
    moment = _microseconds(event) * 1_000 - (_BEFORE if event.kind == "watching" else 0)
    return moment // _QUARTER * _QUARTER


def _microseconds(event: WithdrawnEvent) -> int:
    return round(event.time.timestamp() * _MICRO)


def _rfc3339(nanoseconds: int) -> str:
    seconds, rest = divmod(nanoseconds, _SECOND)
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}.{rest:09}Z"


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
