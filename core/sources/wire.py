"""What the engine and a decoder process tell each other.

To the decoder, on its standard input: a length and one JSON `Job`, then pairs of bytes: (generation of a ring, slot
that is free again) or `WANT`, which asks a live decoder for one frame. The end of that pipe ends the decoder.
From the decoder, on its standard output: `Message`s, a fixed head and at times a body.
"""

from __future__ import annotations

import json
import struct
from dataclasses import asdict, dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np

from core.types import Detections, SceneTruth

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.sources.location import Kind

WANT: Final = b"\x00\xff"

_LENGTH: Final = struct.Struct("<I")
_HEAD: Final = struct.Struct("<BBHIIddfI")  # fields of Message, then bytes of body
_COUNTS: Final = struct.Struct("<II")  # road users, bytes of signals
_MOST: Final = 1 << 20  # bytes of body; the truth about a thousand road users takes thirty thousand


class Say(IntEnum):
    """What a message is about."""

    ALIVE = 0  # started, or waiting on purpose
    RING = 1  # body: JSON [place, height, width]; frames from now on are in that ring
    FRAME = 2  # body: the simulator's truth, or nothing
    OPEN = 3  # the source could be opened
    END = 4  # body: JSON {"outcome", "problem", "detail"}


_KINDS: Final = frozenset(int(say) for say in Say)


class Message(NamedTuple):
    """One message of a decoder.

    Attributes:
        say: what it is about.
        slot, generation: where the picture is.
        number: of the frame in this decoder's life, from 0.
        skipped: frames captured and not handed out so far.
        offset: media seconds since the first frame.
        captured: `time.monotonic()` when the picture was complete.
        decode_ms: what decoding took, milliseconds.
        body: see `Say`.
    """

    say: int
    slot: int = 0
    generation: int = 0
    number: int = 0
    skipped: int = 0
    offset: float = 0.0
    captured: float = 0.0
    decode_ms: float = 0.0
    body: bytes = b""

    def pack(self) -> bytes:
        """As it goes through the pipe."""
        return _HEAD.pack(*self[:-1], len(self.body)) + self.body


@dataclass(frozen=True, slots=True)
class Job:
    """What a decoder process has to do. Never printed: `where` may hold credentials.

    Attributes:
        kind, where: see `Location`.
        ring: name for its shared memory.
        live: hand over only the newest frame, when asked; else every frame, as room allows.
        paced: at the pace of media time; else as fast as possible.
        timeout: seconds a stream may take to open, and to send the next packet.
    """

    kind: Kind
    where: str
    ring: str
    live: bool
    paced: bool
    timeout: float

    def __repr__(self) -> str:
        return f"Job({self.kind!r})"

    def pack(self) -> bytes:
        """As it goes through the pipe."""
        text = json.dumps(asdict(self)).encode()
        return _LENGTH.pack(len(text)) + text

    @classmethod
    def read(cls, read: Callable[[int], bytes]) -> Job:
        """Read what `pack` wrote; `read` gives at most so many bytes.

        Raises:
            EOFError: the other side is gone.
        """
        (length,) = _LENGTH.unpack(_exactly(read, _LENGTH.size))
        return cls(**json.loads(_exactly(read, length)))


def _exactly(read: Callable[[int], bytes], size: int) -> bytes:
    data = b""
    while len(data) < size:
        more = read(size - len(data))
        if not more:
            raise EOFError
        data += more
    return data


def split(buffer: bytes) -> tuple[list[Message], bytes]:
    """The whole messages at the beginning of `buffer`, and what is left of it.

    Raises:
        ValueError: this is not what a decoder writes.
    """
    messages, at = [], 0
    while len(buffer) - at >= _HEAD.size:
        head = _HEAD.unpack_from(buffer, at)
        length = head[-1]
        if length > _MOST or head[0] not in _KINDS:
            raise ValueError("not a message of a decoder")
        end = at + _HEAD.size + length
        if end > len(buffer):
            break
        messages.append(Message._make((*head[:-1], buffer[at + _HEAD.size : end])))
        at = end
    return messages, buffer[at:]


def pack_truth(truth: SceneTruth) -> bytes:
    """`truth` as bytes; no pickle, whose loading may run code."""
    signals = json.dumps(dict(truth.signals)).encode()
    arrays = (truth.detections.boxes, truth.detections.scores, truth.detections.classes, truth.ids)
    kinds = (np.float32, np.float32, np.int32, np.int64)
    body = b"".join(np.ascontiguousarray(array, kind).tobytes() for array, kind in zip(arrays, kinds, strict=True))
    return _COUNTS.pack(len(truth.ids), len(signals)) + signals + body


def unpack_truth(data: bytes) -> SceneTruth:
    """What `pack_truth` packed."""
    count, length = _COUNTS.unpack_from(data)
    at = _COUNTS.size + length
    signals: dict[str, Any] = json.loads(data[_COUNTS.size : at])
    boxes = np.frombuffer(data, np.float32, 4 * count, at).reshape(count, 4)
    scores = np.frombuffer(data, np.float32, count, at + 16 * count)
    classes = np.frombuffer(data, np.int32, count, at + 20 * count)
    ids = np.frombuffer(data, np.int64, count, at + 24 * count)
    return SceneTruth(Detections(boxes, scores, classes), ids, signals)
