"""Events as JSON text: what is journalled is, byte for byte, what is published."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import TypeAdapter

from core.events.models import AnyEvent

if TYPE_CHECKING:
    from core.events.models import Event

_ADAPTER: TypeAdapter[AnyEvent] = TypeAdapter(AnyEvent)


def dump(event: Event) -> bytes:
    """UTF-8 JSON of an event; the same event always gives the same bytes."""
    return event.__pydantic_serializer__.to_json(event, by_alias=True, fallback=_plain)


def load(data: bytes) -> AnyEvent:
    """The event in `data`, which may come from anywhere.

    Raises:
        pydantic.ValidationError: `data` is not JSON or not an event of this version.
    """
    return _ADAPTER.validate_json(data)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- whatever a rule put into its facts
    """Facts of a violation may hold numpy scalars; everything else unknown is shown as text."""
    return value.item() if hasattr(value, "item") else str(value)
