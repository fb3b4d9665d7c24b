"""A recording that is counted again, in the database: neither bucket shows the earlier count beside the new one."""

from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from influxd_here import BUCKET, ORG, SUMS, influxd, settled
from samples import crossing, one_of_each
from waiting import eventually

from core.events import event_id, utc
from core.reports.database import opened
from core.settings.sinks.influx import Influx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from influxd_here import Place

    from core.events import AnyEvent
    from core.telemetry import Telemetry

QUARTER = 900
#: A whole quarter of an hour, two days ago.
THEN = (int(time.time()) - 2 * 86_400) // QUARTER * QUARTER
NAMES = ("cam-1", 'the "north" AND south')


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with influxd(tmp_path / "influxd") as place:
        yield place


def at(event: AnyEvent, second: float, camera: str, **more: Any) -> Any:
    ident = event_id(event.site, camera, event.kind, str(second), THEN + second)
    return event.model_copy(update={"id": ident, "time": utc(THEN + second), "camera": camera, **more})


def summed(place: Place, camera: str, *moments: int, about: str = "counts", site: str = "site") -> None:
    """What the task of the database has made of single events."""
    tag = camera.translate({ord(" "): "\\ ", ord(","): "\\,", ord("="): "\\="})
    lines = "\n".join(f"{about},camera={tag},site={site} count=1i {(THEN + one) * 10**9}" for one in moments)
    token = {"Authorization": f"Token {place.writer.read_text()}"}
    query = {"org": ORG, "bucket": SUMS}
    answer = httpx.post(f"{place.url}/api/v2/write", params=query, content=lines, headers=token, trust_env=False)
    assert answer.status_code == 204, answer.text


def held(place: Place, bucket: str) -> list[tuple[str, str, str, int]]:
    """Measurement, site, camera and second of each point."""
    script = f'from(bucket: "{bucket}") |> range(start: 2020-01-01T00:00:00Z) |> filter(fn: (r) => r._field == "count")'
    with opened(Influx.model_validate(place.options(place.reader))) as ask:
        rows = list(ask(script))
    found = {(row["_measurement"], row["site"], row["camera"], _second(row["_time"])) for row in rows}
    return sorted(found)


def _second(moment: datetime) -> int:
    return round(moment.astimezone(UTC).timestamp() - THEN)


def recount(place: Place, start: Callable[..., Telemetry], camera: str, **options: Any) -> None:
    """Three crossings and a movement are counted; the second time only the first crossing is seen."""
    one = start(profile="local", influx=place.options(place.writer, **options))
    (movement,) = (event for event in one_of_each() if event.kind == "movement")
    told = [at(crossing(0), second, camera) for second in (10, 20, QUARTER + 1)]
    one.emit([*told, at(movement, 30, camera)])
    settled(one, 4)
    count = one.count(camera)
    count.emit(told[:1])
    count.finish([(THEN, THEN + 2 * QUARTER)])
    settled(one, 5)
    eventually(lambda: held(place, BUCKET) == [("counts", "site", camera, 10)], lambda: str(held(place, BUCKET)), 8)
    one.close()


@pytest.mark.parametrize("camera", NAMES)
def test_values_of_15_minutes_go_with_the_events_that_they_were_made_of(
    place: Place, telemetry: Callable[..., Telemetry], camera: str
) -> None:
    summed(place, camera, 0, QUARTER, 2 * QUARTER)
    summed(place, camera, 0, QUARTER, about="movements")
    summed(place, camera, 0, about="violations")
    summed(place, "another", 0)
    summed(place, camera, 0, site="elsewhere")
    recount(place, telemetry, camera, downsampled=SUMS)
    assert held(place, SUMS) == [
        ("counts", "elsewhere", camera, 0),
        ("counts", "site", "another", 0),
        ("counts", "site", camera, 2 * QUARTER),
        ("movements", "site", camera, QUARTER),
        ("violations", "site", camera, 0),
    ]


def test_values_that_nothing_would_make_again_are_kept(place: Place, telemetry: Callable[..., Telemetry]) -> None:
    summed(place, "cam-1", 0, QUARTER)
    recount(place, telemetry, "cam-1", downsampled=SUMS, downsampled_days=1)
    assert [row[3] for row in held(place, SUMS)] == [0, QUARTER]


def test_a_database_without_such_values_is_not_asked_for_them(
    place: Place, telemetry: Callable[..., Telemetry]
) -> None:
    summed(place, "cam-1", 0)
    recount(place, telemetry, "cam-1")
    assert [row[3] for row in held(place, SUMS)] == [0]
