"""What the broker keeps for a client that is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from installation import NEEDS_BROKER, Client

from bootstrap.services import control

if TYPE_CHECKING:
    from installation import Installation

pytestmark = NEEDS_BROKER


def test_nothing_is_lost_for_a_client_that_is_away_not_even_when_the_broker_starts_anew(
    installed: Installation,
) -> None:
    sent = [b"%d" % number for number in range(2_000)]  # Mosquitto's own bound is 1,000
    away = Client(installed.port, "ingest", installed.secret("ingest"), session="away")
    away.subscribe("traffic/#")
    away.close()
    engine = Client(installed.port, "engine", installed.secret("engine"))
    for payload in sent:
        engine.publish("traffic/crossings", payload)
    engine.close()
    control.start(installed.layout, "mosquitto", anew=True)
    assert installed.setup().exit_code == 0  # waits until it serves
    back = Client(installed.port, "ingest", installed.secret("ingest"), session="away")
    assert [payload for _, payload in back.expect(len(sent))] == sent
    back.forget()


def test_a_client_that_publishes_what_it_may_not_is_told_so_and_stays(installed: Installation) -> None:
    app = Client(installed.port, "app", installed.secret("app"))
    app.subscribe("traffic/#")
    for _ in range(3):
        app.publish("traffic/violations", b"forged")
    engine = Client(installed.port, "engine", installed.secret("engine"))
    engine.publish("traffic/violations", b"real")
    assert app.expect(1) == [("traffic/violations", b"real")]
    for client in (app, engine):
        client.close()


def test_a_message_that_no_event_could_be_is_not_kept(installed: Installation) -> None:
    app = Client(installed.port, "app", installed.secret("app"))
    app.subscribe("traffic/#")
    flood = Client(installed.port, "engine", installed.secret("engine"))
    flood.publish("traffic/detection", bytes(3_000_000))  # the broker hangs up
    engine = Client(installed.port, "engine", installed.secret("engine"))
    for payload in (bytes(1_000_000), b"last"):
        engine.publish("traffic/detection", payload)
    assert [len(payload) for _, payload in app.expect(2)] == [1_000_000, 4]
    for client in (app, engine, flood):
        client.close()
