from __future__ import annotations

import random
import threading
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
import psutil
import pytest

from core.sources import open_source

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("name", "frames", "size"),
    [
        ("ozlu_input_video.mp4", 905, (352, 640, 3)),
        ("Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4", 60, (600, 800, 3)),
        ("vtest.avi", 795, (576, 768, 3)),
    ],
)
def test_every_frame_of_a_real_video_comes_once_and_in_order(
    shared_data: Path, camera: Any, name: str, frames: int, size: tuple[int, int, int]
) -> None:
    source = open_source(camera(shared_data / "videos" / name))
    indices, times = [], []
    for frame in source.frames():
        assert frame.image.shape == size
        indices.append(frame.index)
        times.append(frame.time)
        source.release(frame)
    assert indices == list(range(frames))
    assert np.all(np.diff(times) > 0)
    assert (source.state, source.reason, source.skipped, source.live) == ("ended", None, 0, False)


def test_pictures_are_those_opencv_decodes_in_this_process(shared_data: Path, camera: Any) -> None:
    path = shared_data / "videos" / "Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4"
    capture = cv2.VideoCapture(str(path))
    source = open_source(camera(path))
    for frame in source.frames():
        np.testing.assert_array_equal(frame.image, capture.read()[1])
        source.release(frame)
    assert not capture.read()[0]


def test_the_name_of_the_file_tells_when_it_was_recorded(shared_data: Path, camera: Any) -> None:
    path = shared_data / "videos" / "Testvideo_Cars-Cyclist_FR20_2020-01-01_00-00-00.mp4"
    source = open_source(camera(path))
    times = [(source.release(frame), frame.time)[1] for frame in source.frames()]
    assert times[0] == 1577836800.0  # 2020-01-01T00:00:00Z
    assert times[-1] - times[0] == pytest.approx(59 / 20)


def test_a_replay_gives_identical_indices_and_times(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = numbered.video(tmp_path / "a.avi", 40)

    def replay() -> list[tuple[int, float]]:
        source = open_source(camera(path, recorded_at="2024-05-06T07:08:09Z"))
        return [(source.release(frame), (frame.index, frame.time))[1] for frame in source.frames()]

    first = replay()
    assert first == replay()
    assert first[0] == (0, 1714979289.0)
    assert first[-1][1] == pytest.approx(1714979289.0 + 3.9)


def test_start_time_wins_over_everything(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = numbered.video(tmp_path / "x_2020-01-01_00-00-00.avi", 2)
    source = open_source(camera(path, recorded_at="2024-05-06T07:08:09Z"), start_time=5.0)
    assert next(source.frames()).time == 5.0
    source.close()


def test_eight_frames_may_be_held_and_released_in_any_order(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 200)))
    held, seen = [], []
    order = random.Random(1)  # noqa: S311 -- a fixed shuffle
    for frame in source.frames():
        held.append(frame)
        if len(held) == 8:
            order.shuffle(held)
            for _ in range(order.randint(1, 8)):
                done = held.pop()
                assert numbered.read(done.image) == done.index  # nobody wrote over it meanwhile
                seen.append(done.index)
                source.release(done)
    assert all(numbered.read(frame.image) == frame.index for frame in held)
    assert sorted(seen + [frame.index for frame in held]) == list(range(200))


def test_releasing_twice_frees_a_slot_once(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 60)))
    kept = None
    for frame in source.frames():
        assert numbered.read(frame.image) == frame.index
        if frame.index == 5:
            kept = frame
            continue
        for _ in range(3):
            source.release(frame)
    assert kept is not None
    assert numbered.read(kept.image) == 5


def test_pictures_stay_readable_after_the_end(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 4)))
    frames = list(source.frames())
    source.close()
    assert [numbered.read(frame.image) for frame in frames] == [0, 1, 2, 3]


def test_realtime_never_hands_a_frame_over_before_its_time(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 11)), realtime=True)
    frames = [(source.release(frame), frame)[1] for frame in source.frames()]
    assert [frame.index for frame in frames] == list(range(11))
    assert frames[-1].captured - frames[0].captured > 0.5 * (frames[-1].time - frames[0].time)
    assert not source.live


def test_close_from_another_thread_ends_the_frames(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 300)), realtime=True)
    got = 0
    for frame in source.frames():
        got += 1
        source.release(frame)
        if frame.index == 1:
            threading.Thread(target=source.close).start()
    assert 2 <= got < 300
    assert source.state == "ended"


def test_leaving_early_ends_the_decoder_and_leaves_nothing_behind(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = open_source(camera(numbered.video(tmp_path / "a.avi", 300)))
    frames = source.frames()
    next(frames)
    assert source._process is not None
    decoder = psutil.Process(source._process.pid)
    source.close()
    assert not decoder.is_running()
    assert list(frames) == []
    source.close()


def test_a_truncated_recording_gives_what_there_is_and_says_so(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = numbered.video(tmp_path / "a.avi", 100)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    source = open_source(camera(path))
    count = sum(1 for frame in source.frames() if source.release(frame) is None)
    assert 30 < count < 60
    assert source.state == "ended"
    assert source.reason == f"the file is incomplete: {count} of 100 frames could be read"
