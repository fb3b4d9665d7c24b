"""Events as rows of the journal."""

from __future__ import annotations

import re
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from core.events import dump

if TYPE_CHECKING:
    from core.events import AnyEvent

#: A kind's place is its number in the file: append only, never reorder.
KINDS: Final = (
    "detection",
    "crossing",
    "violation",
    "performance",
    "service_health",
    "movement",
    "occupancy",
    "review",
    "withdrawal",
    "watching",
)
_NUMBERS: Final = {kind: number for number, kind in enumerate(KINDS)}

#: How long this machine took is no part of what happened: a replay takes another time for the same detection.
_MEASURED: Final = re.compile(rb'"processing_ms":[^,]*,')


class Row(NamedTuple):
    """What is stored of an event. Equal kind, time and digest mean the same event, seen again."""

    kind: int
    time: int  # microseconds since the epoch, UTC
    digest: int  # 64 bits of the content, signed because SQLite's integers are
    body: bytes  # JSON


class Stored(NamedTuple):
    """An event as read back; `seq` grows by one from event to event."""

    seq: int
    kind: int
    time: int
    body: bytes


def encode(event: AnyEvent) -> Row:
    """The row of an event.

    Raises:
        pydantic_core.PydanticSerializationError: its facts cannot be written as JSON.
    """
    return encode_body(event.kind, round(event.time.timestamp() * 1_000_000), dump(event))


def encode_body(kind: str, time: int, body: bytes) -> Row:
    """The row of an event that already is JSON; `time` in microseconds since the epoch."""
    same = _MEASURED.sub(b"", body, count=1) if kind == "detection" else body
    digest = int.from_bytes(blake2b(same, digest_size=8).digest(), "little", signed=True)
    return Row(_NUMBERS[kind], time, digest, body)
