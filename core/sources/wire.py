"""What the engine and a decoder process tell each other.

To the decoder, on its standard input: a length and one JSON `Job`, then pairs of bytes: (generation of a ring, slot
that is free again), `WANT`, which asks a live decoder for one frame, or `ORDER` and an `Order` after it, which tells
the decoder of a recording how to play on. The end of that pipe ends the decoder.
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


WANT: Final = b"\x00\xff"
ORDER: Final = b"\x00\xfe"

_LENGTH: Final = struct.Struct("<I")
_HEAD: Final = struct.Struct("<BBHIIddfHI")  # fields of Message, then bytes of body
_ORDER: Final = struct.Struct("<HHd")
_COUNTS: Final = struct.Struct("<II")  # road users, bytes of signals
_MOST: Final = 1 << 20  # bytes of body; the truth about a thousand road users takes thirty thousand


class Say(IntEnum):
    """What a message is about."""

    ALIVE = 0  # started, or waiting on purpose
    RING = 1  # body: JSON [place, height, width]; frames from now on are in that ring
    FRAME = 2  # body: the simulator's truth, or nothing
    OPEN = 3  # the source could be opened
    END = 4  # body: JSON {"outcome", "problem", "detail"}
    PAUSED = 5  # a recording waits until it is told to go on
    FACTS = 6  # body: JSON [which file, seconds or null, frames per second, frames], of a job that only looks


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
        epoch: of the newest `Order` to seek that the frame obeys.
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
    epoch: int = 0
    body: bytes = b""

    def pack(self) -> bytes:
        """As it goes through the pipe."""
        return _HEAD.pack(*self[:-1], len(self.body)) + self.body


class Do(IntEnum):
    """What an order is about."""

    PLAY = 0
    PAUSE = 1
    SPEED = 2  # value: times the speed of the recording; 0 as fast as possible
    SEEK = 3  # value: seconds from the first frame; the picture there is handed over even while paused
    BACK = 4  # the picture before the one handed over last
    STEP = 5  # one picture more, then pause


class Order(NamedTuple):
    """How a decoder is to go on with a recording.

    Attributes:
        do: what to do.
        epoch: frames handed over after SEEK or BACK bear it; else unused.
        value: see `Do`.
    """

    do: int
    epoch: int = 0
    value: float = 0.0

    def pack(self) -> bytes:
        """As it goes through the pipe."""
        return ORDER + _ORDER.pack(*self)

    @classmethod
    def unpack(cls, data: bytes) -> Order | None:
        """The order in `data`, which follows an `ORDER`; None while it is not whole."""
        return cls._make(_ORDER.unpack_from(data)) if len(data) >= _ORDER.size else None


#: Bytes of an order after `ORDER`.
ORDER_SIZE: Final = _ORDER.size


@dataclass(frozen=True, slots=True)
class Job:
    """What a decoder process has to do. Never printed: `where` may hold credentials.

    Attributes:
        kind, where: see `Location`.
        ring: name for its shared memory.
        live: hand over only the newest frame, when asked; else every frame, as room allows.
        paced: at the pace of media time; else as fast as possible.
        timeout: seconds a stream may take to open, and to send the next packet.
        speed: of a recording, see `Do.SPEED`.
        playing: a recording runs; else it waits for orders.
        show: hand over the first picture even while it waits.
        begin: seconds from the first frame at which a recording begins.
        epoch: of its first frames.
        files: only look what each of these is, and end.
        tls_verify: whether the certificate of a stream is checked.
        ca_file: whose certificates are trusted besides the system's; empty for none.
        allowed_hosts: to whom a camera may send us besides itself.
    """

    kind: str
    where: str
    ring: str
    live: bool
    paced: bool
    timeout: float
    speed: float = 0.0
    playing: bool = True
    show: bool = False
    begin: float = 0.0
    epoch: int = 0
    files: tuple[str, ...] = ()
    tls_verify: bool = True
    ca_file: str = ""
    allowed_hosts: tuple[str, ...] = ()

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
        fields = json.loads(_exactly(read, length))
        return cls(**{**fields, **{name: tuple(fields[name]) for name in ("files", "allowed_hosts")}})


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
