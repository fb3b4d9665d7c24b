"""What the recorder does on the frame loop's thread, and what it never does."""

from __future__ import annotations

import numpy as np

from core.events import Violation, event_id, utc
from core.evidence.recorder import Recorder, Shot
from core.types import Frame, Track, TrackUpdate

START = 1_700_000_000.0


def frame(k: int, fps: float = 25.0) -> Frame:
    return Frame(np.full((36, 64, 3), k % 251, np.uint8), k, START + k / fps, 0.0)


def violation(phase: str = "new") -> Violation:
    return Violation.model_validate(
        {
            "id": event_id("s", "c", "red_light", "x", START),
            "phase": phase,
            "site": "s",
            "camera": "c",
            "time": utc(START + 2),
            "rule": "red_light",
            "track": 7,
            "class": "car",
            "started": utc(START),
            "facts": {},
        }
    )


TRACKS = TrackUpdate((Track(7, (1.0, 2.0, 3.0, 4.0), 0, 0.9, START),))


def test_a_frame_is_copied_only_when_a_picture_is_due() -> None:
    shots: list[Shot] = []
    recorder = Recorder(shots.append, clip=True)
    for k in range(25):
        assert recorder.take(frame(k), TRACKS, []) == []
        if len(shots) > k // 5 and shots[-1].image is not None:
            recorder.give_back(shots[-1].image)
    assert [round((shot.time - START) * 25) for shot in shots] == [0, 5, 10, 15, 20]
    assert shots[0].boxes == {7: (1.0, 2.0, 3.0, 4.0)}
    memory = {id(shot.image) for shot in shots}
    assert len(memory) == 1  # the same memory again and again


def test_a_violation_has_its_picture_at_once_even_if_clips_are_off() -> None:
    shots: list[Shot] = []
    recorder = Recorder(shots.append, clip=False)
    recorder.take(frame(0), TRACKS, [])
    recorder.take(frame(3), TRACKS, [violation()])
    recorder.take(frame(4), TRACKS, [violation("end")])
    assert [(shot.time, [case.track for case in shot.cases]) for shot in shots if shot.cases] == [(START + 0.12, [7])]
    assert len([shot for shot in shots if shot.time > START]) == 1


def test_every_phase_and_every_replay_names_the_same_files() -> None:
    one, two = Recorder(lambda _: None, clip=True), Recorder(lambda _: None, clip=True)
    named = [*one.take(frame(0), TRACKS, [violation()]), *one.named([violation("end")]), *two.named([violation()])]
    stem = violation().id
    assert [event.evidence for event in named] == [(f"{stem}.jpg", f"{stem}.webm")] * 3  # type: ignore[union-attr]


def test_nobody_waits_and_memory_stays_bounded_while_nothing_is_compressed() -> None:
    shots: list[Shot] = []
    recorder = Recorder(shots.append, clip=True)
    for k in range(0, 500, 5):
        recorder.take(frame(k), TRACKS, [violation()] if k > 400 else [])
    assert len([shot for shot in shots if shot.image is not None]) == 4
    assert sum(bool(shot.cases) for shot in shots if shot.image is None) == 17
