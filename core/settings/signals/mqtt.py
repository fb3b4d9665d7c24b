"""Messages of a controller."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from pydantic import Field

from core.settings.signals.kind import SignalKind, SignalSettings
from core.words import Words


class MqttSignal(SignalSettings):
    """A signal state published by a controller: payload is a state or JSON {"state": ...}."""

    kind: Literal["mqtt"]
    topic: Annotated[str, Field(min_length=1)]
    stale_after: Annotated[float, Field(gt=0)] = 10.0


KIND: Final = SignalKind(
    name="mqtt",
    settings=MqttSignal,
    label=Words("From MQTT", "Über MQTT"),
    source="messages of a controller",
    keys='`topic`, `stale_after` seconds; payload `red` or `{"state": "red"}`',
    new={"topic": "signals/junction"},
    fields={
        "topic": (
            Words("Topic", "Topic"),
            Words('red, amber or green, or JSON with "state"', "red, amber oder green, oder JSON mit „state“"),
        )
    },
    order=3,
)
