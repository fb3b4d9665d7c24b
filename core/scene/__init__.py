"""The scene in pixels: lines that count, zones, signals, and where road users touch the ground."""

from core.scene.counter import LineCounter, LineCrossing
from core.scene.encounters import Encounter, EncounterMeter
from core.scene.fit import misfit
from core.scene.geometry import Geometry, Lines, Zones
from core.scene.head import Reading
from core.scene.kept import Kept, kept
from core.scene.movements import Moved, MovementCounter
from core.scene.mqtt_signals import MqttSignals
from core.scene.signals import Signals

__all__ = [
    "Encounter",
    "EncounterMeter",
    "Geometry",
    "Kept",
    "LineCounter",
    "LineCrossing",
    "Lines",
    "Moved",
    "MovementCounter",
    "MqttSignals",
    "Reading",
    "Signals",
    "Zones",
    "kept",
    "misfit",
]
