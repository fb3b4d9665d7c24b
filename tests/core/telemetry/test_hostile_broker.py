"""What stands in a broker's place, or what others publish through a good one, neither ends nor fills anything here."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING, Any

import pytest
from hostile_broker import HostileBroker, greeting, message
from samples import crossing
from waiting import eventually

from core.sinks import acknowledgements, client
from core.sinks.acknowledgements import Suspect
from core.sinks.connection import Target
from core.sinks.link import Link
from core.telemetry.intake import Intake

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.telemetry import Telemetry

    Make = Callable[..., Any]

_PROPERTY = b"\x26\0\0\0\0"  # a user property (3.3.2.3.7), as short as can be
_TOO_LARGE, _WRONG_FORMAT = 0x95, 0x99


@pytest.fixture
def broker(monkeypatch: pytest.MonkeyPatch) -> Iterator[HostileBroker]:
    monkeypatch.setattr(acknowledgements, "SLOW_S", 0.05)
    one = HostileBroker()
    yield one
    one.close()


@pytest.fixture
def intake(broker: HostileBroker) -> Iterator[Callable[[bytes], Intake]]:
    """A connection that has received these packets after its subscription."""
    opened: list[Intake] = []

    def receive(packets: bytes) -> Intake:
        broker.subscribed = packets
        opened.append(Intake(Target("127.0.0.1", broker.port, "me"), threading.Event()))
        opened[-1].open()
        opened[-1].subscribe("traffic/#")
        return opened[-1]

    yield receive
    for one in opened:
        one.close()


def _sink(telemetry: Telemetry) -> dict[str, Any]:
    sink: dict[str, Any] = telemetry.stats()["sinks"]["mqtt"]
    return sink


@pytest.mark.parametrize("code", [_TOO_LARGE, _WRONG_FORMAT])
def test_a_broker_that_refuses_all_is_told_so_and_nothing_is_set_aside(
    code: int, broker: HostileBroker, telemetry: Make
) -> None:
    broker.answers = lambda _topic, _payload: code
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(number) for number in range(3)])
    eventually(lambda: broker.met >= 3 and _sink(one)["state"] == "refused")
    assert _sink(one)["reason"].startswith("the broker rejects all messages: broker: pa")
    assert (_sink(one)["backlog"], _sink(one)["set_aside"]) == (3, 0)
    broker.answers = lambda _topic, _payload: 0
    eventually(lambda: (_sink(one)["acked"], _sink(one)["set_aside"], _sink(one)["state"]) == (3, 0, "running"))


def test_a_broker_that_takes_no_packet_of_any_size_is_told_so(broker: HostileBroker, telemetry: Make) -> None:
    broker.greets = greeting(b"\x27" + (60).to_bytes(4, "big"))
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(1), crossing(2)])
    eventually(lambda: broker.met >= 3 and _sink(one)["state"] == "refused")
    assert (_sink(one)["backlog"], _sink(one)["set_aside"], _sink(one)["state"]) == (2, 0, "refused")


def test_the_first_event_may_be_at_fault_and_the_last_ones_too(broker: HostileBroker, telemetry: Make) -> None:
    bad = {0, 1, 7, 8}
    broker.answers = lambda _topic, payload: _WRONG_FORMAT if json.loads(payload)["track"] in bad else 0
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(number) for number in range(9)])
    eventually(lambda: (_sink(one)["acked"], _sink(one)["set_aside"], _sink(one)["backlog"]) == (5, 4, 0))
    assert _sink(one)["set_aside_reason"] == "broker: payload format invalid (traffic/detection)"


def test_a_topic_that_is_not_accepted_is_no_events_fault(broker: HostileBroker, telemetry: Make) -> None:
    broker.answers = lambda _topic, _payload: 0x90
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(1)])
    eventually(lambda: _sink(one)["state"] == "refused")
    assert _sink(one)["reason"] == (
        "the broker does not accept the topic traffic/detection — check telemetry.mqtt.prefix"
    )
    assert _sink(one)["set_aside"] == 0


def _events(*numbers: int) -> list[Any]:
    return [type("Event", (), {"seq": number}) for number in numbers]


def test_whoever_hangs_up_at_each_event_does_not_do_it_for_one() -> None:
    suspect = Suspect()
    (first, *others) = _events(*range(1, 7))
    for _ in range(6):
        suspect.lost_with(first)
    assert suspect.convicted(1)
    assert suspect.window(0) == 1  # it is not sent; the one after it shows whether it was that event
    for other in others:
        for _ in range(6):
            suspect.lost_with(other)
    assert not any(suspect.convicted(number) for number in range(1, 7))


def test_a_refused_event_is_set_aside_also_while_the_next_one_is_under_suspicion(
    broker: HostileBroker, telemetry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acknowledgements, "_LOSSES", 1)
    moods = iter([None])  # the broker hangs up once at the event after the one that it refuses

    def answers(_topic: str, payload: bytes) -> int | None:
        track = json.loads(payload)["track"]
        return _WRONG_FORMAT if track == 1 else next(moods, 0) if track == 2 else 0

    broker.answers = answers
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(1), crossing(2), crossing(3)])
    eventually(lambda: (_sink(one)["acked"], _sink(one)["set_aside"], _sink(one)["backlog"]) == (2, 1, 0))


def test_an_event_at_which_the_broker_hangs_up_is_set_aside_once_another_is_taken(
    broker: HostileBroker, telemetry: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acknowledgements, "_LOSSES", 1)
    broker.answers = lambda _topic, payload: None if json.loads(payload)["track"] == 1 else 0
    one = telemetry(profile="local", mqtt={"port": broker.port})
    one.emit([crossing(number) for number in range(4)])
    eventually(lambda: (_sink(one)["acked"], _sink(one)["set_aside"], _sink(one)["backlog"]) == (3, 1, 0))


def test_hundreds_of_thousands_of_properties_cost_nothing(intake: Callable[[bytes], Intake]) -> None:
    """paho copies what is left of them for each: with two megabytes the engine would stand still for minutes."""
    one = intake(message(b"traffic/detection", b"{}", qos=1, properties=_PROPERTY * 300_000))
    taken: list[Any] = []
    eventually(lambda: taken.extend(one.take()) or taken)
    assert (bytes(taken[0].payload), taken[0].properties.json()) == (b"{}", {})


def test_the_end_of_what_is_too_large_is_left_out_and_the_next_one_comes(
    intake: Callable[[bytes], Intake], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(client, "LARGEST", 200_000)
    one = intake(message(b"traffic/detection", bytes(1_000_000), qos=1) + message(b"traffic/detection", b"next"))
    taken: list[Any] = []
    eventually(lambda: taken.extend(one.take()) or len(taken) == 2)
    assert len(taken[0].payload) < 300_000
    assert bytes(taken[1].payload) == b"next"


def test_a_topic_that_is_no_text_ends_nothing(intake: Callable[[bytes], Intake]) -> None:
    one = intake(message(b"traffic/\xff", b"1") + message(b"", b"2") + message(b"traffic/detection", b"3"))
    taken: list[Any] = []
    eventually(lambda: taken.extend(one.take()) or len(taken) == 3)
    assert [found.topic for found in taken] == ["?", "?", "traffic/detection"]


@pytest.mark.parametrize(
    "packets",
    [
        message(b"traffic/detection", b"1", qos=2),
        message(b"traffic/detection", b"1")[:1] + b"\3\0\x11t",  # ends within its topic
        b"\x90" + b"\x80\x80\x10" + bytes(65_536),  # an answer of 256 KB
        b"\xf0\0\x30\x30\x30",
    ],
    ids=["exactly once", "cut off", "long answer", "garbage"],
)
def test_what_no_broker_says_ends_the_connection_and_is_told(packets: bytes, intake: Callable[[bytes], Intake]) -> None:
    one = intake(packets)
    eventually(lambda: one.lost is not None)


@pytest.mark.parametrize(("proposed", "kept"), [(0, 30), (65_535, 30), (5, 5)])
def test_a_broker_that_wants_no_sign_of_life_is_asked_for_its_own(
    proposed: int, kept: int, broker: HostileBroker, intake: Callable[[bytes], Intake]
) -> None:
    broker.greets = greeting(b"\x13" + proposed.to_bytes(2, "big"))
    one = intake(b"")
    eventually(lambda: one.client._keepalive == kept)


def test_whatever_its_thread_raises_ends_the_connection_and_is_told(broker: HostileBroker) -> None:
    wake = threading.Event()
    link = Link(Target("127.0.0.1", broker.port, "me"), "traffic/status", 20, wake, {})
    link.open()
    broker.subscribed = message(b"traffic/signals", b"1")
    link.client.on_message = None
    link.client.on_message = lambda *_: 1 / 0  # type: ignore[assignment]  # a mistake of ours
    link.subscribe("traffic/#")
    eventually(lambda: link.lost is not None)
    link.close()
