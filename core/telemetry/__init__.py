"""From events to the journal, and from there to the broker and the database, without losing any."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.telemetry.service import Telemetry

__all__ = ["Telemetry"]


def __getattr__(name: str) -> object:
    """`Telemetry` when it is first asked for: who only reads tables does not wait for broker and sinks."""
    if name != "Telemetry":
        raise AttributeError(name)
    from core.telemetry.service import Telemetry  # noqa: PLC0415 -- see above

    return Telemetry
