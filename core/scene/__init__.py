"""The scene in pixels: lines that count, zones, signals, and where road users touch the ground."""

from core.scene.counter import LineCounter, LineCrossing
from core.scene.geometry import Geometry, Lines, Zones
from core.scene.ground import GroundPoints
from core.scene.mqtt_signals import MqttSignals
from core.scene.signals import Reading, Signals
from core.scene.speed import Speed, SpeedMeter

__all__ = [
    "Geometry",
    "GroundPoints",
    "LineCounter",
    "LineCrossing",
    "Lines",
    "MqttSignals",
    "Reading",
    "Signals",
    "Speed",
    "SpeedMeter",
    "Zones",
]
