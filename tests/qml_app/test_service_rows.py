"""What the services page says of the engine, its parts and the installed services."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from engine_stand_in import camera_state, state

from bootstrap.engine_control import EngineControl
from bootstrap.route import BUILT_IN, Ends, Route
from bootstrap.services.control import Status
from core.usage import Usage
from qml_app.installation import Condition, Managed
from qml_app.service_route import stops
from qml_app.service_rows import MANAGED_ROLES, PART_ROLES, managed, parts
from qml_app.services import Services

if TYPE_CHECKING:
    from pathlib import Path


def told(found: Condition, now: float = 100.0) -> dict[str, dict[str, Any]]:
    return {row[0]: dict(zip(PART_ROLES, row, strict=True)) for row in parts(found, now)}


def running(**changes: Any) -> Condition:
    cameras = changes.pop("cameras", {"cam-1": camera_state()})
    return Condition(state(cameras, updated=99.9, **changes), alive=True, engine=Usage(61.5, 2**20), managed=[])


def service(**changes: Any) -> dict[str, Any]:
    doing, failure = changes.pop("doing", ""), changes.pop("failure", "")
    status = Status(**{"name": "mosquitto", "state": "running", "reason": "ready", "healthy": True, **changes})
    one = Managed(status, "Mosquitto", "2.0", "mqtt://127.0.0.1:1883", Usage(5.0, 10))
    (row,) = managed([one], {"mosquitto": doing} if doing else {}, {"mosquitto": failure} if failure else {})
    return dict(zip(MANAGED_ROLES, row, strict=True))


def test_the_engine_tells_its_version_its_age_and_its_memory() -> None:
    engine = told(running(started=1.0))["engine"]
    assert (engine["level"], engine["version"], engine["seconds"], engine["memory"]) == ("ok", "0.1.0", 61, 2**20)
    assert (engine["backlog"], engine["delivered"], engine["reason"]) == (-1, -1, "")


def test_an_engine_that_began_again_is_as_old_as_its_counts() -> None:
    assert told(running(started=88.0))["engine"]["seconds"] == 12


def test_a_failed_camera_is_the_engines_last_error() -> None:
    wrong = camera_state(state="failed", reason="no such file")
    assert told(running(cameras={"a": camera_state(), "b": wrong}))["engine"]["reason"] == "b: no such file"


def test_sinks_tell_what_waits_and_why() -> None:
    rows = told(running())
    assert (rows["mqtt"]["backlog"], rows["mqtt"]["delivered"], rows["mqtt"]["lost"]) == (0, 42, 0)
    assert (rows["influx"]["level"], rows["influx"]["backlog"]) == ("failed", 42)
    assert rows["influx"]["reason"] == "connection refused"
    assert (rows["journal"]["backlog"], rows["journal"]["delivered"]) == (-1, 42)


def test_an_external_broker_is_where_mqtt_is_delivered_to() -> None:
    address = "mqtts://broker.example:8883"
    broker = {"state": "connected", "address": address, "embedded": False}
    rows = told(running(broker=broker))
    assert "broker" not in rows
    assert rows["mqtt"]["address"] == address
    assert told(running())["broker"]["address"] == "127.0.0.1:1883"


def test_without_an_engine_nothing_is_claimed() -> None:
    rows = told(Condition(None, alive=False, engine=Usage(), managed=[]))
    assert set(rows) >= {"engine"}
    assert (rows["engine"]["level"], rows["engine"]["seconds"], rows["engine"]["memory"]) == ("unknown", -1, -1)
    assert {row["level"] for row in rows.values()} == {"unknown"}


@pytest.mark.parametrize(
    ("status", "level", "condition", "buttons"),
    [
        ({}, "ok", "running", (False, True)),
        ({"healthy": False}, "failed", "stalled", (False, True)),
        ({"state": "starting"}, "busy", "starting", (False, True)),
        ({"state": "backoff", "reason": "exited unexpectedly"}, "failed", "backoff", (False, True)),
        ({"state": "exited", "reason": "gave up"}, "failed", "exited", (True, False)),
        ({"state": "stopped"}, "off", "stopped", (True, False)),
        ({"state": "unattended"}, "failed", "unattended", (False, True)),
        ({"doing": "restart"}, "busy", "running", (False, False)),
    ],
)
def test_a_service_offers_what_can_be_done(
    status: dict[str, Any], level: str, condition: str, buttons: tuple[bool, bool]
) -> None:
    row = service(**status)
    assert (row["level"], row["condition"]) == (level, condition)
    assert (row["startable"], row["stoppable"]) == buttons


def test_a_reason_is_an_error_only_where_something_is_wrong() -> None:
    assert service()["reason"] == ""
    assert service(state="backoff", reason="exited unexpectedly")["reason"] == "exited unexpectedly"
    assert service(failure="does not end")["failure"] == "does not end"


def test_evidence_that_cannot_be_written_is_a_part_that_fails() -> None:
    assert "evidence" not in told(running())
    full = {"written": 4, "missed": 3, "reason": "No space left on device"}
    found = told(running(evidence=full))["evidence"]
    assert (found["level"], found["condition"], found["delivered"], found["lost"]) == ("failed", "not-written", 4, 3)
    assert found["reason"] == "No space left on device"
    silent = told(running(evidence=full), now=200.0)["evidence"]
    assert (silent["level"], silent["delivered"], silent["reason"]) == ("unknown", -1, "")


@pytest.mark.usefixtures("qapp")
def test_the_page_knows_the_memory_of_the_three_together(runtime: Path, state_dir: Path) -> None:
    page = Services(runtime, state_dir, EngineControl(runtime))
    page.stop()
    assert page.together == -1
    names = ("grafana", "influxdb", "evidence")
    found = [Managed(Status(name, "running", ""), name, "", "", Usage(5.0, 10)) for name in names]
    page.tell(Condition(None, alive=False, engine=Usage(), managed=found))
    assert (page.together, page.budget) == (20, 300_000_000)


def cameras_stop(*words: str, told: dict[str, str] | None = None) -> tuple[str, str, int]:
    """Level, condition and how many are well where data come from, for cameras in these states."""
    cameras = {str(place): camera_state(state=word) for place, word in enumerate(words)}
    health = {f"camera/{name}": {"state": word} for name, word in (told or {}).items()}
    first = stops(running(cameras=cameras, health=health), 100.0)[0]
    return first[1], first[2], first[5]


def test_cameras_that_cannot_do_all_that_is_asked_of_them_are_limited() -> None:
    some = {"a": camera_state(reason="line 'x' lies outside"), "b": camera_state(), "c": camera_state(state="ended")}
    _, level, condition, _, amount, good, _ = stops(running(cameras=some), 100.0)[0]
    assert (level, condition, amount, good) == ("busy", "limited", 3, 2)
    some["c"] = camera_state(state="ended", reason="line 'x' lies outside")
    assert stops(running(cameras=some), 100.0)[0][5] == 1, "what is over lacks it all the same"
    some["b"] = camera_state(state="reconnecting")
    _, level, condition, _, amount, good, _ = stops(running(cameras=some), 100.0)[0]
    assert (level, condition, amount, good) == ("busy", "", 3, 2), "what does not work comes first"


def test_cameras_that_begin_are_no_trouble_and_their_health_is_believed() -> None:
    assert cameras_stop("running", "ended") == ("ok", "", 2)
    assert cameras_stop("starting", "running") == ("busy", "starting", 2)
    assert cameras_stop("reconnecting", "running") == ("busy", "", 1)
    assert cameras_stop("failed", "failed") == ("failed", "", 0)
    assert cameras_stop() == ("unknown", "", -1), "that there are none is no state of theirs"
    assert cameras_stop("running", "running", told={"0": "frozen"}) == ("busy", "", 1)


@pytest.mark.parametrize(
    ("words", "level"),
    [
        (("no_data",), "busy"),
        (("reconnecting", "frozen"), "busy"),
        (("failed", "running"), "failed"),
        (("failed", "no_data"), "failed"),
    ],
)
def test_cameras_are_as_bad_in_the_data_path_as_in_the_health_list(words: tuple[str, ...], level: str) -> None:
    assert cameras_stop(*words)[0] == level


@pytest.mark.parametrize(
    ("broker", "database", "elsewhere"),
    [("", "", False), (BUILT_IN, "", False), ("mqtt://10.0.0.1:1883", "", True), (BUILT_IN, "http://db:8086", True)],
)
def test_services_that_only_the_configuration_names_run_elsewhere_too(
    runtime: Path,
    state_dir: Path,
    broker: str,
    database: str,
    elsewhere: bool,  # noqa: FBT001
) -> None:
    services = Services(runtime, state_dir, EngineControl(runtime))
    services.stop()
    route = Route(Ends(broker, database), running=True, installed=None, chosen=True)
    services._last = replace(running(), route=route)
    assert services.elsewhere is elsewhere
