"""The simulated intersection."""

from __future__ import annotations

from typing import Final, Literal

from core.settings.basics import Name  # noqa: TC001 -- pydantic looks annotations up
from core.settings.signals.kind import SignalKind, SignalSettings
from core.words import Words


class SimulatorSignal(SignalSettings):
    """A signal group of the simulated intersection."""

    kind: Literal["simulator"]
    group: Name


KIND: Final = SignalKind(
    name="simulator",
    settings=SimulatorSignal,
    label=Words("Simulator", "Simulator"),
    source="the simulated intersection",
    keys="`group`",
    order=4,
)
