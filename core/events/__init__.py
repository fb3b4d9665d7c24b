"""The vocabulary of the product: what is journalled, published and stored."""

from core.events.codec import dump, load
from core.events.ids import event_id, utc
from core.events.models import (
    SCHEMA_VERSION,
    STRETCH,
    AnyEvent,
    Crossing,
    Detection,
    Event,
    Movement,
    Occupancy,
    Performance,
    Review,
    SeenObject,
    ServiceHealth,
    StageTimes,
    Violation,
    Watching,
    Withdrawal,
    WithdrawnEvent,
    ZoneOccupancy,
)
from core.events.reserved import is_synthetic
from core.site_names import SELFTEST
from core.topics import TOPICS

__all__ = [
    "SCHEMA_VERSION",
    "SELFTEST",
    "STRETCH",
    "TOPICS",
    "AnyEvent",
    "Crossing",
    "Detection",
    "Event",
    "Movement",
    "Occupancy",
    "Performance",
    "Review",
    "SeenObject",
    "ServiceHealth",
    "StageTimes",
    "Violation",
    "Watching",
    "Withdrawal",
    "WithdrawnEvent",
    "ZoneOccupancy",
    "dump",
    "event_id",
    "is_synthetic",
    "load",
    "utc",
]
