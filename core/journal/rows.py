"""Events as rows of the journal."""

from __future__ import annotations

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
_DETECTION: Final = _NUMBERS["detection"]

#: How long this machine took is no part of what happened: a replay takes another time for the same detection.
_MEASURED: Final = b'"processing_ms":'


class Row(NamedTuple):
    """What is stored of an event. Equal kind, time and digest mean the same event, seen again."""

    kind: int
    time: int  # microseconds since the epoch, UTC
    digest: int  # 64 bits of the content, signed because SQLite's integers are
    body: bytes  # JSON


class Stored(NamedTuple):
    """An event as read back; `seq` grows by one from event to event.

    `fault` says why nothing may be made of it, if so. `again` is the number of its row in `set_aside` where it is
    sent again.
    """

    seq: int
    kind: int
    time: int
    body: bytes
    fault: str | None = None
    again: int = 0


def encode(event: AnyEvent) -> Row:
    """The row of an event.

    Raises:
        pydantic_core.PydanticSerializationError: its facts cannot be written as JSON.
    """
    return encode_body(event.kind, round(event.time.timestamp() * 1_000_000), dump(event))


def encode_body(kind: str, time: int, body: bytes) -> Row:
    """The row of an event that already is JSON; `time` in microseconds since the epoch."""
    number = _NUMBERS[kind]
    return Row(number, time, _digest(number, body), body)


def fault(kind: int, digest: int, body: bytes) -> str | None:
    """Why nothing may be made of a row: it does not hold what was written, or nobody here knows its kind."""
    if not intact(kind, digest, body):
        return "damaged on the disk"
    if not 0 <= kind < len(KINDS):
        return f"unknown kind of event ({kind}), perhaps of a newer release"
    return None


def intact(kind: int, digest: int, body: bytes) -> bool:
    """Whether a row holds what was written."""
    return isinstance(body, bytes) and _digest(kind, body) == digest


def _digest(kind: int, body: bytes) -> int:
    if kind == _DETECTION and (at := body.find(_MEASURED)) >= 0 and (end := body.find(b",", at)) >= 0:
        body = body[:at] + body[end + 1 :]
    return int.from_bytes(blake2b(body, digest_size=8).digest(), "little", signed=True)
