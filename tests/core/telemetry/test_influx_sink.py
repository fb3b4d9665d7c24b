"""The InfluxDB sink against the contract of the write API, and against a real receiver."""

from __future__ import annotations

import json
import os
import sqlite3
import threading
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from influx_double import InfluxDouble
from line_protocol import parse
from ports import free_port
from samples import EPOCH, crossing, one_of_each
from waiting import eventually

from core.events import utc
from core.sinks import answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from servers import Victoria
    from tcp_proxy import Proxy

    from core.telemetry import Telemetry

    Make = Callable[..., Any]


def _options(url: str, **more: Any) -> dict[str, Any]:
    return {"profile": "local", "influx": {"url": url, "token": "writer", "flush_seconds": 0.05, **more}}


def _sink(telemetry: Telemetry) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"]["influx"]
    return sink


def _drained(telemetry: Telemetry, count: int) -> bool:
    return telemetry.stats()["journal"]["appended"] == count and _sink(telemetry)["backlog"] == 0


def _ids(*numbers: int) -> list[str]:
    return sorted(crossing(number).id for number in numbers)


def test_each_kind_of_event_becomes_a_point_of_its_measurement(influx: InfluxDouble, telemetry: Make) -> None:
    one = telemetry(**_options(influx.url))
    events = one_of_each()
    one.emit(events)
    eventually(lambda: _drained(one, len(events)))
    points = {key[0]: (dict(key[1]), fields) for key, fields in influx.bucket.points.items()}
    place = {"site": "site", "camera": "cam-1"}
    assert points["detections"] == (place, {"objects": 1, "processing_ms": 12.5, "car_count": 1})
    assert points["counts"][0] == {**place, "line": "all", "direction": "forward", "class": "car"}
    assert points["counts"][1]["count"] == 1
    assert points["violations"][0] == {**place, "rule": "red_light", "class": "car", "phase": "new"}
    assert json.loads(points["violations"][1]["facts"]) == {"red_for": 1.5}
    performance = points["performance"][1]
    assert (performance["fps"], performance["captured"], performance["skipped"]) == (25.0, 253, 3)
    assert (performance["detect_p95_ms"], performance["backlog_influx"]) == (2.0, 7)
    assert points["service_health"] == ({"site": "site", "service": "mqtt"}, {"state": "unreachable", "reason": "gone"})
    way = {"origin": "in-north", "destination": "out-west", "turn": "right", "class": "car"}
    assert points["movements"][0] == {**place, **way}
    assert points["movements"][1].items() >= {"count": 1, "seconds": 4.5, "speed_kmh": 31.5, "error_kmh": 1.5}.items()
    assert points["occupancy"] == (
        {**place, "zone": "in-north", "zone_kind": "approach"},
        {"objects": 3, "mean_objects": 2.5, "queue": 1, "max_queue": 2, "occupancy": 0.75, "seconds": 10.0},
    )
    assert points["reviews"][1] == {"event": "v" * 32, "verdict": "accepted", "note": "", "reviewer": "me"}
    assert _sink(one)["acked"] == len(events)


def test_each_zone_is_a_point_of_its_own(influx: InfluxDouble, telemetry: Make) -> None:
    one = telemetry(**_options(influx.url))
    event = one_of_each()[6]
    more = event.zones[0].model_copy(update={"zone": "box", "queue": 0})
    one.emit([event.model_copy(update={"zones": (*event.zones, more)})])
    eventually(lambda: _drained(one, 1))
    assert {dict(key[1])["zone"]: fields["queue"] for key, fields in influx.bucket.points.items()} == {
        "in-north": 1,
        "box": 0,
    }
    assert _sink(one)["acked"] == 1


def test_what_a_service_uses_is_no_change_of_its_state(influx: InfluxDouble, telemetry: Make) -> None:
    one = telemetry(**_options(influx.url))
    usage = {"phase": "update", "memory_bytes": 5, "restarts": 1, "uptime_s": 2.0}
    one.emit([one_of_each()[4].model_copy(update=usage)])
    eventually(lambda: _drained(one, 1))
    ((_, fields),) = influx.bucket.points.items()
    assert fields == {"memory_bytes": 5, "restarts": 1, "uptime_s": 2.0}


def test_a_speed_is_a_point_of_its_own_beside_the_count(influx: InfluxDouble, telemetry: Make) -> None:
    one = telemetry(**_options(influx.url))
    one.emit([crossing(0), crossing(1, speed_kmh=48.5, speed_error_kmh=1.5)])
    eventually(lambda: _drained(one, 2))
    points = [(key[0], dict(key[1]), fields) for key, fields in influx.bucket.points.items()]
    assert sorted(name for name, _, _ in points) == ["counts", "counts", "speeds"]
    tags = {"site": "site", "camera": "cam-1", "line": "all", "direction": "forward", "class": "car"}
    assert [point[1:] for point in points if point[0] == "speeds"] == [(tags, {"speed_kmh": 48.5, "error_kmh": 1.5})]
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (2, 0)


def test_an_event_of_two_points_is_set_aside_once(influx: InfluxDouble, telemetry: Make) -> None:
    influx.bucket.oldest = int((EPOCH + 0.03) * 1e9)  # the first three are older than the bucket keeps
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number, speed_kmh=48.5, speed_error_kmh=1.5) for number in range(10)])
    eventually(lambda: _drained(one, 10))
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (7, 3)
    assert len(influx.bucket.points) == 14


def test_how_far_a_sink_is_goes_by_the_video_not_by_what_bears_the_machines_time(
    influx: InfluxDouble, telemetry: Make
) -> None:
    one = telemetry(**_options(influx.url))
    _, _, _, _, health, *_, review = one_of_each()
    later = {"time": utc(EPOCH + 1e6)}
    one.emit([crossing(7), health.model_copy(update=later), review.model_copy(update=later)])
    eventually(lambda: _drained(one, 3))
    assert _sink(one)["reached"] == crossing(7).time.isoformat()


def test_two_cars_in_the_same_frame_are_two_points_and_a_resend_adds_none(
    influx: InfluxDouble, telemetry: Make, tmp_path: Path
) -> None:
    pair = [crossing(1), crossing(1, id="f" * 32)]
    for name in ("first", "second"):
        one = telemetry(tmp_path / name, **_options(influx.url))
        one.emit(pair)
        eventually(lambda one=one: _drained(one, 2))
    assert sorted(influx.events()) == sorted(event.id for event in pair)


def test_requests_keep_to_the_published_api(influx: InfluxDouble, telemetry: Make) -> None:
    folder = Path(os.environ.get("SMART_INTERSECTION_REFERENCE", Path(__file__).parents[4] / "shared" / "reference"))
    files = sorted(folder.glob("openapi/influxdb-oss-v2*patched.json"))
    if not files:
        pytest.skip(f"no API description in {folder}/openapi")
    api = json.loads(files[-1].read_text("utf-8"))
    parameters = [
        parameter for parameter in api["paths"]["/api/v2/write"]["post"]["parameters"] if "$ref" not in parameter
    ]
    seen: list[str] = []

    def check(query: dict[str, str], headers: dict[str, str], _body: bytes) -> None:
        for parameter in parameters:
            given = query if parameter["in"] == "query" else headers
            value = given.get(parameter["name"] if parameter["in"] == "query" else parameter["name"].lower())
            assert value is not None or not parameter.get("required"), f"{parameter['name']} is missing"
            allowed = parameter["schema"].get("enum")
            assert value is None or not allowed or value in allowed, f"{parameter['name']}: {value} not in {allowed}"
        unknown = set(query) - {parameter["name"] for parameter in parameters}
        assert not unknown, f"unknown parameters {unknown}"
        assert headers["authorization"].startswith("Token ")
        seen.append(headers["content-encoding"])

    influx.check = check
    one = telemetry(**_options(influx.url))
    one.emit([crossing(1)])
    eventually(lambda: _drained(one, 1))
    assert seen == ["gzip"]


def _poisoned(*bad: int) -> Callable[[list[str]], tuple[int, str, dict[str, str]] | None]:
    """A server that calls the lines of these crossings unreadable, and stores nothing of a request that has one."""
    ids = _ids(*bad)

    def rule(lines: list[str]) -> tuple[int, str, dict[str, str]] | None:
        wrong = [line for line in lines if any(name in line for name in ids)]
        return (400, "\n".join(f"unable to parse '{line}': no" for line in wrong), {}) if wrong else None

    return rule


def test_an_unreadable_point_alone_is_set_aside_with_the_reason(influx: InfluxDouble, telemetry: Make) -> None:
    influx.rule = _poisoned(17, 400)
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(500)])
    eventually(lambda: _drained(one, 500))
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (498, 2)
    assert sorted(influx.events()) == _ids(*(number for number in range(500) if number not in (17, 400)))
    one.close(5)
    rows = sqlite3.connect(one._journal.path).execute("SELECT reason, body FROM set_aside ORDER BY seq").fetchall()
    assert [json.loads(body)["track"] for _, body in rows] == [17, 400]
    assert all("unable to parse" in reason for reason, _ in rows)


def test_after_a_partial_write_only_the_search_is_sent_again(influx: InfluxDouble, telemetry: Make) -> None:
    influx.bucket.oldest = int((EPOCH + 3) * 1e9)  # the first 300 are older than the bucket keeps
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(1_000)])
    eventually(lambda: _drained(one, 1_000))
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (700, 300)
    assert sorted(influx.events()) == _ids(*range(300, 1_000))
    assert sum(influx.requests) <= 1_000 + 1_000


def test_a_type_conflict_is_found_and_named(influx: InfluxDouble, telemetry: Make) -> None:
    influx.bucket.types["violations", "track"] = str
    one = telemetry(**_options(influx.url))
    one.emit([*(crossing(number) for number in range(50)), one_of_each()[2]])
    eventually(lambda: _drained(one, 51))
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (50, 1)
    assert len(influx.events()) == 50


def test_too_large_a_batch_is_split(influx: InfluxDouble, telemetry: Make) -> None:
    influx.max_body = 2_000
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(600)])
    eventually(lambda: _drained(one, 600))
    assert _sink(one)["acked"] == 600
    assert sorted(influx.events()) == _ids(*range(600))


def test_a_batch_the_server_stumbles_over_is_tried_again_and_then_searched(
    influx: InfluxDouble, telemetry: Make
) -> None:
    (bad,) = _ids(33)
    influx.rule = lambda lines: (500, "internal error", {}) if any(bad in line for line in lines) else None
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(100)])
    eventually(lambda: _drained(one, 100), 60)
    assert (_sink(one)["acked"], _sink(one)["set_aside"]) == (99, 1)


def test_a_server_that_stumbles_over_everything_keeps_everything(influx: InfluxDouble, telemetry: Make) -> None:
    influx.rule = lambda _: (500, "internal error", {})
    one = telemetry(**_options(influx.url))
    one.emit([crossing(number) for number in range(100)])
    eventually(lambda: _sink(one)["state"] == "refused", 60)
    assert (_sink(one)["backlog"], _sink(one)["set_aside"]) == (100, 0)


@pytest.mark.parametrize(
    ("change", "remedy"),
    [
        ({"token": "nobody"}, "telemetry.influx.token"),
        ({"token": "reader"}, "write access"),
        ({"bucket": "other"}, "telemetry.influx.org and .bucket"),
        ({"org": "other"}, "telemetry.influx.org and .bucket"),
    ],
)
def test_what_the_owner_must_mend_is_said_once_and_nothing_is_lost(
    influx: InfluxDouble, telemetry: Make, capsys: Any, change: dict[str, str], remedy: str
) -> None:
    one = telemetry(**_options(influx.url, **change))
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["state"] == "refused")
    assert remedy in _sink(one)["reason"]
    assert (_sink(one)["backlog"], _sink(one)["set_aside"]) == (1, 0)
    one.close(1)
    assert capsys.readouterr().out.count("delivery paused") == 1


def test_retry_after_is_honoured(influx: InfluxDouble, telemetry: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float | None] = []
    wait = threading.Event.wait
    monkeypatch.setattr(
        threading.Event, "wait", lambda self, timeout=None: waits.append(timeout) or wait(self, min(timeout or 1, 0.2))
    )
    influx.faults.extend([(429, "slow down", {"Retry-After": "17"}), (503, "starting", {"retry-after": "23"})])
    one = telemetry(**_options(influx.url))
    one.emit([crossing(1)])
    eventually(lambda: _drained(one, 1))
    assert {17.0, 23.0} <= set(waits)


def test_a_retry_after_may_be_a_date_and_is_bounded() -> None:
    now = datetime(2026, 1, 1, tzinfo=UTC)
    later = {"Retry-After": format_datetime(datetime(2026, 1, 1, 0, 0, 30, tzinfo=UTC), usegmt=True)}
    assert answers.read(503, later, b"", now).wait == 30.0
    assert answers.read(503, {"Retry-After": "99999"}, b"", now).wait == 600.0
    assert answers.read(503, {"Retry-After": "soon"}, b"", now).wait is None
    assert answers.read(503, {}, b"", now).wait is None


@pytest.mark.parametrize("status", [200, 201, 301, 302, 405, 418])
def test_only_204_is_a_yes(influx: InfluxDouble, telemetry: Make, status: int) -> None:
    influx.faults.append((status, "welcome to some other server", {}))
    one = telemetry(**_options(influx.url))
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["state"] == "refused")
    assert "does not point to an InfluxDB 2 server" in _sink(one)["reason"]
    assert (_sink(one)["acked"], _sink(one)["backlog"]) == (0, 1)


def test_while_nobody_listens_all_is_kept_and_then_delivered(telemetry: Make) -> None:
    port = free_port()
    one = telemetry(**_options(f"http://user:s3cret@127.0.0.1:{port}"))
    one.emit([crossing(number) for number in range(100)])
    eventually(lambda: _sink(one)["state"] == "unreachable")
    assert "s3cret" not in repr(one.stats())
    double = InfluxDouble(port=port)
    eventually(lambda: _drained(one, 100))
    assert sorted(double.events()) == _ids(*range(100))
    double.close()


def test_answers_that_never_arrive_and_connections_that_are_cut_double_nothing(
    influx: InfluxDouble, telemetry: Make, proxy: Make
) -> None:
    wire: Proxy = proxy(influx.port)
    one = telemetry(**_options(f"http://127.0.0.1:{wire.port}", batch_points=50))
    wire.deaf = True  # the server stores the first batch, we never hear of it
    one.emit([crossing(number) for number in range(200)])
    eventually(influx.events)
    wire.deaf = False
    for size in (100, 700):
        wire.truncate = size
        wire.cut()
        one.emit([crossing(number) for number in range(size, size + 100)])
    eventually(lambda: one.stats()["journal"]["waiting"] == 0 and _sink(one)["backlog"] == 0)
    assert (
        len(influx.bucket.points)
        == len(set(influx.events()))
        == _sink(one)["acked"]
        == one.stats()["journal"]["appended"]
    )


def test_a_real_receiver_holds_exactly_what_was_emitted(victoria: Victoria, telemetry: Make) -> None:
    names = ("plain", "with space", "a,b=c", 'quo"te', "Kreuzung Süd ↯", "$dollar {brace} 'x'")
    one = telemetry(**_options(victoria.url))
    for name in names:
        one.emit([crossing(number, camera=name, line=name) for number in range(20)])
    eventually(lambda: _drained(one, 20 * len(names)))
    series = victoria.series("counts_count")
    assert {(entry["metric"]["camera"], entry["metric"]["line"]) for entry in series} == {
        (name, name) for name in names
    }  # type: ignore[index]
    for entry in series:
        assert entry["values"] == [1] * 20
        assert entry["timestamps"] == [round((EPOCH + number * 0.01) * 1000) for number in range(20)]


def test_our_lines_are_read_by_a_reader_that_is_not_ours(influx: InfluxDouble, telemetry: Make) -> None:
    lines: list[str] = []
    influx.rule = lines.extend  # type: ignore[func-returns-value]
    one = telemetry(**_options(influx.url))
    one.emit([crossing(1, camera="a, b=c")])
    eventually(lambda: _drained(one, 1))
    assert parse(lines[0]).tags["camera"] == "a, b=c"


def test_what_a_new_count_does_not_tell_is_deleted_and_what_it_tells_otherwise_is_kept(
    influx: InfluxDouble, telemetry: Make
) -> None:
    one = telemetry(**_options(influx.url))
    old = [crossing(number) for number in range(4)]
    one.emit(old)
    eventually(lambda: _drained(one, 4))
    count = one.count("cam-1")
    count.emit([old[0], old[1].model_copy(update={"cls": "truck"})])  # the second is another class now
    count.finish([(EPOCH, EPOCH + 3600)])
    eventually(lambda: sorted(influx.events()) == _ids(0, 1))
    classes = [dict(tags)["class"] for name, tags, _ in influx.bucket.points if name == "counts"]
    assert sorted(classes) == ["car", "truck"]
    assert not influx.broken
