"""What strangers publish fills no memory of those who read it."""

from __future__ import annotations

import threading

import paho.mqtt.client as paho
from paho.mqtt.packettypes import PacketTypes
from waiting import eventually

from core.sinks.connection import Target
from core.telemetry.intake import Intake

_LARGE = 1_000_000
_MOST = 70_000_000


def message(number: int) -> paho.MQTTMessage:
    made = paho.MQTTMessage(number, b"traffic/detection")
    made.payload = bytes(_LARGE)
    return made


def test_more_than_can_be_written_stays_at_the_broker_and_all_of_it_comes() -> None:
    intake = Intake(Target("127.0.0.1", 1, "me"), threading.Event())
    sent, held = [0], list[paho.MQTTMessage]()

    def publish() -> None:
        for number in range(200):
            intake._on_message(None, None, message(number))
            sent[0] += 1

    thread = threading.Thread(target=publish, daemon=True)
    thread.start()
    eventually(lambda: sent[0] >= 60)
    while len(held) < 200:
        waiting = len(intake._inbox)
        assert waiting * _LARGE < _MOST
        taken = intake.take()
        held += [paho.MQTTMessage(one.mid) for one in taken]
    thread.join(60)
    assert [one.mid for one in held] == list(range(200))


def test_whoever_closes_it_does_not_wait_for_what_is_full() -> None:
    intake = Intake(Target("127.0.0.1", 1, "me"), threading.Event())
    thread = threading.Thread(target=lambda: [intake._on_message(None, None, message(n)) for n in range(100)])
    thread.start()
    eventually(lambda: len(intake._inbox) * _LARGE > _MOST - 10 * _LARGE)
    assert thread.is_alive()
    intake.close()
    thread.join(60)
    assert not thread.is_alive()


def test_brokers_are_told_to_keep_what_is_larger_than_any_event() -> None:
    properties = Intake(Target("127.0.0.1", 1, "me"), threading.Event())._session()["properties"]
    assert properties.packetType == PacketTypes.CONNECT
    assert 1_000_000 < properties.MaximumPacketSize < 10_000_000
