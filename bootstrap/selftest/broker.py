"""Links: the broker acknowledges the events, and a subscriber hears them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bootstrap.selftest.delivery import deliver
from bootstrap.selftest.listener import listen
from core.errors import UserError
from core.events import dump

if TYPE_CHECKING:
    from bootstrap.selftest.run import Run


def published(run: Run) -> str:
    """Publish them as the engine does, below a topic of our own."""
    telemetry = run.telemetry("mqtt", run.places.mqtt, None)
    run.listener = listen(run, telemetry)
    run.prefix_used = True
    deliver(run, telemetry, "mqtt", run.folder("mqtt"))
    return f"{telemetry.broker()['address']} acknowledged both events"


def received(run: Run) -> str:
    """What was heard is, byte for byte, what was journalled."""
    listener = run.listener
    if isinstance(listener, UserError):
        raise listener
    if listener is None:
        raise UserError("nobody listens", "run it again")
    wanted = {dump(event) for event in run.events}
    who = f"the user {listener.target.username!r}" if listener.target.username else "a subscriber"
    if not run.wait(lambda: wanted <= set(listener.heard)):
        topic = run.places.mqtt.prefix if run.places.mqtt else ""
        raise UserError(
            f"{who} received {len(wanted & set(listener.heard))} of {len(wanted)} events",
            f"grant this user read access to {topic}/#; on this machine, run: smart-intersection repair",
        )
    return f"{who} received both events unchanged"
