from __future__ import annotations

import gc
import json
import os
import weakref
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.sources import ring as rings
from core.sources.capture import CaptureError
from core.sources.hand_over import EveryFrame, NewestFrame, Outlet
from core.sources.wire import Job, Message, Say, pack_truth, split, unpack_truth
from core.types import Detections, SceneTruth

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.types import Image


class Engine:
    """The other end of an outlet, in this process."""

    def __init__(self) -> None:
        self._read, self._write = os.pipe()
        self.outlet = Outlet(self._write)
        self.rings: dict[int, rings.Ring] = {}

    def heard(self) -> list[Message]:
        os.write(self._write, Message(Say.ALIVE).pack())  # so that there is something to read
        messages, rest = split(os.read(self._read, 65_536))
        assert rest == b""
        for message in messages:
            if message.say == Say.RING:
                place, height, width = json.loads(message.body)
                self.rings[message.generation] = rings.attach(place, (height, width, 3))
        return [message for message in messages if message.say == Say.FRAME]

    def close(self) -> None:
        os.close(self._read)
        os.close(self._write)


@pytest.fixture
def engine() -> Iterator[Engine]:
    engine = Engine()
    yield engine
    engine.close()


def picture(value: int, height: int = 4, width: int = 6) -> Image:
    return np.full((height, width, 3), value, np.uint8)


def give(hand: EveryFrame, value: int, height: int = 4) -> None:
    hand.publish(hand.settle(hand.slot(), picture(value, height)), Message(Say.FRAME, number=value))


def test_every_picture_arrives_in_its_slot(engine: Engine) -> None:
    hand = EveryFrame(engine.outlet, f"test-{os.getpid()}-a")
    for value in range(5):
        give(hand, value)
    frames = engine.heard()
    assert [frame.number for frame in frames] == [0, 1, 2, 3, 4]
    for frame in frames:
        assert (engine.rings[1].pictures[frame.slot] == frame.number).all()


def test_a_ring_stays_until_the_engine_has_mapped_it(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[rings.Ring]] = []

    def create(name: str, shape: tuple[int, int, int]) -> tuple[rings.Ring, str]:
        ring, place = real(name, shape)
        made.append(weakref.ref(ring))
        return ring, place

    real = rings.create
    monkeypatch.setattr(rings, "create", create)
    hand = EveryFrame(engine.outlet, f"test-{os.getpid()}-k")
    give(hand, 1)
    give(hand, 2, height=8)
    gc.collect()
    assert made[0]() is not None  # on Windows its memory would be gone otherwise
    _, second = engine.heard()
    hand.freed(second.generation, second.slot)
    gc.collect()
    assert made[0]() is None


def test_another_size_makes_another_ring_and_old_slots_mean_nothing_there(engine: Engine) -> None:
    hand = EveryFrame(engine.outlet, f"test-{os.getpid()}-b")
    give(hand, 1)
    give(hand, 2, height=8)
    first, second = engine.heard()
    assert (first.generation, second.generation) == (1, 2)
    assert (engine.rings[1].pictures[first.slot] == 1).all()
    assert engine.rings[2].pictures[second.slot].shape == (8, 6, 3)
    hand.freed(1, second.slot)  # late word about the old ring: the new picture stays
    for value in range(3, 3 + rings.SLOTS - 1):
        give(hand, value, height=8)
    assert second.slot not in {frame.slot for frame in engine.heard()}


def test_too_large_pictures_are_refused(engine: Engine) -> None:
    hand = EveryFrame(engine.outlet, "unused")
    huge = np.broadcast_to(np.uint8(0), (8000, 8000, 3))
    with pytest.raises(CaptureError, match="too_large"):
        hand.settle(None, huge)  # type: ignore[arg-type]


def test_only_the_newest_is_sent_when_wanted(engine: Engine) -> None:
    hand = NewestFrame(engine.outlet, f"test-{os.getpid()}-c")
    for value in range(30):
        give(hand, value)
    assert engine.heard() == []
    hand.want()
    (frame,) = engine.heard()
    assert (frame.number, frame.skipped) == (29, 29)
    hand.want()
    assert engine.heard() == []
    give(hand, 30)
    (frame,) = engine.heard()
    assert (frame.number, frame.skipped) == (30, 29)
    assert (engine.rings[1].pictures[frame.slot] == 30).all()


@given(st.lists(st.sampled_from(["give", "want", "free"]), max_size=80))
def test_no_slot_is_written_while_the_engine_holds_it(steps: list[str]) -> None:
    engine = Engine()
    hand = NewestFrame(engine.outlet, f"test-{os.getpid()}-d")
    held: dict[int, int] = {}  # slot: value
    captured = handed = 0
    for step in steps:
        if step == "give":
            give(hand, captured % 256)
            captured += 1
        elif step == "want":
            hand.want()
        elif held:
            slot = next(iter(held))
            del held[slot]
            hand.freed(1, slot)
        for frame in engine.heard():
            assert frame.slot not in held
            held[frame.slot] = frame.number
            handed += 1
            assert frame.number == (captured - 1) % 256
            assert frame.skipped == captured - handed
        assert all((engine.rings[1].pictures[slot] == value).all() for slot, value in held.items())
    engine.close()


def test_a_ring_has_no_name_once_it_is_attached() -> None:
    ring, place = rings.create(f"test-{os.getpid()}-e", (4, 6, 3))
    other = rings.attach(place, (4, 6, 3))
    ring.pictures[3][:] = 9
    assert (other.pictures[3] == 9).all()
    assert not (other.pictures[2] == 9).any()
    with pytest.raises(OSError, match="No such file"):
        rings.attach(place, (4, 6, 3))


def test_memory_nobody_made_is_no_ring(tmp_path: Path) -> None:
    path = tmp_path / "ring"
    path.write_bytes(bytes(1 << 20))
    with pytest.raises(ValueError, match="nobody made"):
        rings.attach(str(path), (4, 6, 3))


def test_truth_survives_the_pipe() -> None:
    detections = Detections(
        np.array([[1, 2, 3, 4], [5, 6, 7, 8]], np.float32),
        np.array([1, 0.5], np.float32),
        np.array([0, 5], np.int32),
    )
    truth = SceneTruth(detections, np.array([7, 2**40], np.int64), {"north": "red", "süd": "green"})
    back = unpack_truth(pack_truth(truth))
    assert back.signals == truth.signals
    np.testing.assert_array_equal(back.ids, truth.ids)
    for name in ("boxes", "scores", "classes"):
        np.testing.assert_array_equal(getattr(back.detections, name), getattr(detections, name))
    assert len(unpack_truth(pack_truth(SceneTruth(Detections.empty(), np.empty(0, np.int64), {}))).ids) == 0


def test_a_job_survives_the_pipe_in_pieces() -> None:
    job = Job("stream", "rtsp://u:p@host/ü", "ring", live=True, paced=False, timeout=2.5)
    data = iter([job.pack()[at : at + 1] for at in range(len(job.pack()))])
    assert Job.read(lambda _: next(data)) == job
    with pytest.raises(EOFError):
        Job.read(lambda _: b"")


@given(st.lists(st.integers(0, 4)), st.integers(0, 500))
def test_messages_are_found_again_wherever_the_stream_was_cut(kinds: list[int], cut: int) -> None:
    sent = [Message(kind, slot=1, number=at, body=b"x" * at) for at, kind in enumerate(kinds)]
    data = b"".join(message.pack() for message in sent)
    first, rest = split(data[:cut])
    second, nothing = split(rest + data[cut:])
    assert first + second == sent
    assert nothing == b""


@given(st.binary(max_size=200))
def test_hostile_bytes_are_refused_or_understood_never_worse(data: bytes) -> None:
    try:
        split(data)
    except ValueError:
        return


def test_a_ring_that_nobody_will_attach_goes_with_its_decoder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The engine was killed between the two: its end of the pipe is gone."""
    read, write = os.pipe()
    os.close(read)
    name, left = f"test-{os.getpid()}-left", []

    class EndedError(Exception):
        pass

    def ended(_code: int) -> None:
        left.extend(path for folder in rings.memory_folders() for path in folder.glob(f"{name}*"))
        raise EndedError

    monkeypatch.setattr("core.sources.hand_over.os._exit", ended)
    outlet = Outlet(write)
    hand = EveryFrame(outlet, name)
    outlet.leave = hand.leave
    with pytest.raises(EndedError):
        give(hand, 1)
    os.close(write)
    assert left == []
