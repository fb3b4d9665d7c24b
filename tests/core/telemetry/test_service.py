"""`Telemetry` as the engine uses it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
from influx_double import InfluxDouble
from ports import free_port
from samples import crossing, settings
from waiting import eventually

from core.errors import UserError
from core.telemetry import Telemetry

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Make = Callable[..., Any]


def test_stats_always_have_the_shape_the_report_promises(telemetry: Make, tmp_path: Path) -> None:
    before = Telemetry(settings(profile="local"), tmp_path / "never-started").stats()
    running = telemetry(profile="local").stats()
    for stats in (before, running):
        assert {"appended", "dropped"} <= set(stats["journal"])
        assert set(stats["sinks"]) == {"mqtt", "influx"}
        for sink in stats["sinks"].values():
            assert {sink[name] for name in ("acked", "backlog", "set_aside")} == {0}
            assert sink["state"] == "off"


def test_without_a_broker_it_says_so(telemetry: Make) -> None:
    assert telemetry(profile="local").broker() == {"state": "off", "address": None}


def test_what_is_emitted_last_is_delivered_by_close(influx: InfluxDouble, telemetry: Make) -> None:
    one = telemetry(profile="local", influx={"url": influx.url, "token": "writer"}, mqtt=None)
    one.emit([crossing(number) for number in range(5_000)])
    one.close(30)
    assert len(influx.events()) == 5_000
    sink = one.stats()["sinks"]["influx"]
    assert (sink["acked"], sink["backlog"], sink["reached"]) == (5_000, 0, crossing(4_999).time.isoformat())


def test_close_does_not_wait_for_servers_that_are_away_and_keeps_what_is_left(telemetry: Make) -> None:
    away = {"mqtt": {"port": free_port()}, "influx": {"url": f"http://127.0.0.1:{free_port()}"}}
    one = telemetry(profile="local", **away)
    one.emit([crossing(number) for number in range(100)])
    eventually(lambda: {sink["state"] for sink in one.stats()["sinks"].values()} == {"unreachable"})
    closed = threading.Event()
    threading.Thread(target=lambda: (one.close(600), closed.set())).start()
    assert closed.wait(60), "close waited for a server that is not there"
    assert {sink["backlog"] for sink in one.stats()["sinks"].values()} == {100}
    again = telemetry(profile="local", **away)
    assert {sink["backlog"] for sink in again.stats()["sinks"].values()} == {100}


def test_after_close_events_are_counted_as_dropped_and_nothing_breaks(telemetry: Make) -> None:
    one = telemetry(profile="local")
    one.close(5)
    one.emit([crossing(1)])
    one.emit([])
    assert one.stats()["journal"]["appended"] == 0
    assert one.stats()["journal"]["dropped"] == 1


def test_a_database_added_later_gets_the_history_from_the_beginning(influx: InfluxDouble, telemetry: Make) -> None:
    first = telemetry(mqtt={"port": 0})
    first.emit([crossing(number) for number in range(3_000)])
    eventually(lambda: first.stats()["sinks"]["mqtt"]["acked"] == 3_000, 60)
    first.close(5)
    influx_options = {"url": influx.url, "token": "writer", "batch_points": 500}
    second = telemetry(mqtt={"port": 0}, influx=influx_options)
    eventually(lambda: second.stats()["sinks"]["influx"]["acked"] == 3_000)
    assert len(influx.events()) == 3_000
    assert second.stats()["sinks"]["mqtt"]["acked"] == 3_000
    second.close(5)
    other = InfluxDouble(bucket="other")
    third = telemetry(mqtt={"port": 0}, influx={**influx_options, "url": other.url, "bucket": "other"})
    eventually(lambda: len(other.events()) == 3_000)
    third.close(5)
    other.close()


def test_many_threads_may_emit_at_once(telemetry: Make) -> None:
    one = telemetry(profile="local")

    def camera(number: int) -> None:
        for each in range(200):
            one.emit([crossing(each, f"cam-{number}")])

    threads = [threading.Thread(target=camera, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    eventually(lambda: one.stats()["journal"]["appended"] == 1_600)


def test_a_second_engine_on_the_same_journal_is_refused_and_the_first_goes_on(telemetry: Make) -> None:
    one = telemetry(profile="local")
    with pytest.raises(UserError, match="another engine"):
        telemetry(profile="local")
    one.emit([crossing(1)])
    eventually(lambda: one.stats()["journal"]["appended"] == 1)


@pytest.mark.parametrize(
    "options",
    [
        {"mqtt": {"password_file": "/nowhere/password"}},
        {"influx": {"url": "http://127.0.0.1:1", "token_file": "/nowhere/token"}},
    ],
)
def test_a_secret_that_cannot_be_read_is_one_clear_line_and_nothing_stays_open(
    telemetry: Make, options: dict[str, Any]
) -> None:
    with pytest.raises(UserError, match="from /nowhere"):
        telemetry(profile="local", **options)
    telemetry(profile="local").close(1)


def test_secrets_come_from_files_and_are_shown_nowhere(
    influx: InfluxDouble, telemetry: Make, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "token").write_text("s3cr3t-token\n")
    influx.tokens["s3cr3t-token"] = "write"
    one = telemetry(profile="local", influx={"url": influx.url, "token_file": str(tmp_path / "token")})
    one.emit([crossing(1)])
    eventually(lambda: one.stats()["sinks"]["influx"]["acked"] == 1)
    influx.faults.extend([(401, "unauthorized access", {})])
    one.emit([crossing(2)])
    eventually(lambda: one.stats()["sinks"]["influx"]["state"] == "refused")
    text = capsys.readouterr()
    assert "s3cr3t" not in text.out + text.err + repr(one.stats()) + repr(one.broker()) + repr(
        vars(one._sinks["influx"])
    )
