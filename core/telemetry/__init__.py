"""From events to the journal, and from there to the broker and the database, without losing any."""

from core.telemetry.service import Telemetry

__all__ = ["Telemetry"]
