"""From a new home to services of its own; then the events of the engine that runs arrive at the broker set up here."""

from __future__ import annotations

import time
from datetime import datetime
from typing import TYPE_CHECKING

import pytest
import walk
from event_listener import Listener
from ports import free_ports
from setup_machine import BROKER, PORTS, pack

from bootstrap.layout import Layout
from bootstrap.secrets import SecretStore
from bootstrap.services import control
from bootstrap.services.machine import State
from bootstrap.services.records import ENGINE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from walk import Walker

HIDDEN = "•" * 12
NAMES = ("Mosquitto", "InfluxDB", "Grafana", "Evidence server")

pytestmark = walk.NEEDED


@pytest.fixture
def layout(tmp_path: Path) -> Iterator[Layout]:
    """Where the walk sets up; nothing of it runs afterwards."""
    found = Layout(tmp_path / "walk" / "home" / "state")
    yield found
    control.stop_all(found)


@pytest.mark.timeout(300)
@pytest.mark.skipif(BROKER is None, reason="mosquitto is not installed (apt-get install mosquitto)")
def test_after_setup_the_engine_sends_to_the_broker_that_was_set_up(
    display: dict[str, str], layout: Layout, tmp_path: Path
) -> None:
    releases = pack(tmp_path / "releases")
    sources = {"SMART_INTERSECTION_CATALOGUE": str(releases), "SMART_INTERSECTION_MIRROR": releases.parent.as_uri()}
    ports = free_ports(len(PORTS))
    with walk.walking(tmp_path / "walk", display, no_proxy="127.0.0.1", **sources) as walker:
        walker.click("Simulated intersection")
        walk.until(lambda: walker.camera().get("frames"), "the simulated intersection")
        before = walker.state()["broker"]["address"]
        walker.key("ctrl+5")
        walker.see("Continue")
        for name, port in zip(NAMES, ports, strict=True):
            walker.field(f"{name} port", str(port))
        walker.click("Continue")
        walker.click("Show plan")
        walker.click("Show all steps")
        walker.click("Show changes")
        walker.see("Hide changes")
        walker.click("Set up now")
        ran_since = walker.state()["started"]
        walker.click("Restart engine")
        walk.until(lambda: walker.state()["started"] != ran_since, "an engine that began again")
        _a_password_is_shown(walker, layout, ports)
        password = SecretStore(layout.secrets).get("mqtt-app")
        assert password
        assert before != f"127.0.0.1:{ports[0]}"
        restarted = time.time()
        listener = Listener(ports[0], ("app", password))
        try:
            walk.until(lambda: fresh(listener, restarted), "an event of the engine at the broker")
            site = walker.state()["site"]
            assert {event["site"] for event in listener.heard("detection")} == {site}
            assert walker.state()["sinks"]["mqtt"]["state"] == "running"
            assert walker.camera()["source"] == "simulator:crossroads"
            walk.until(lambda: all(one.ok for one in control.status(layout)), "everything that is kept serves")
        finally:
            listener.close()
    left = {one.name: one for one in control.status(layout)}
    assert left.pop(ENGINE).state == State.STOPPED  # `up` was ended, and with it the engine; the servers stay
    assert set(left) == {"mosquitto", "influxdb", "grafana", "evidence"}
    assert all(one.ok for one in left.values())


def _a_password_is_shown(walker: Walker, layout: Layout, ports: list[int]) -> None:
    """Of the service that was asked about, beside the addresses of all; the others stay hidden."""
    walker.click("Show password")
    walker.see("Hide password")
    texts = [one["text"] for one in walker.look()["items"]]  # also of what is scrolled out of sight
    assert {f"http://127.0.0.1:{ports[PORTS.index('grafana')]}", f"mqtt://127.0.0.1:{ports[0]}"} <= set(texts)
    stored = {file.read_text("utf-8").strip() for file in layout.secrets.iterdir() if file.is_file()}
    assert len(stored & set(texts)) == 1
    assert texts.count(HIDDEN) == 2


def fresh(listener: Listener, since: float) -> bool:
    """Whether it heard of something that a camera saw after that."""
    times = (datetime.fromisoformat(event["time"]) for event in listener.heard("detection"))
    return any(moment.timestamp() > since for moment in times)
