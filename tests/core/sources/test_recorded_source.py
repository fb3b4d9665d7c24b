"""Recordings as one camera: order, gaps, overlaps, broken files; and going to any place in them."""

from __future__ import annotations

import os
import threading
from typing import TYPE_CHECKING, Any

import cv2
import pytest

from core.errors import UserError
from core.sources import open_source
from core.sources.recorded import RecordedSource
from core.sources.recordings import expand

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from core.types import Frame

NOON = 1577880000.0  # 2020-01-01T12:00:00Z


def recorded(camera: Any, source: Any, **options: Any) -> RecordedSource:
    opened = open_source(camera(source, **options))
    assert isinstance(opened, RecordedSource)
    return opened


def all_of(source: RecordedSource) -> list[Frame]:
    """Every frame; what is looked at afterwards is not its picture."""
    return [(source.release(frame), frame)[1] for frame in source.frames() if frame is not None]


def shown(source: RecordedSource, numbered: Any, frames: Iterator[Frame | None]) -> int:
    """Number of the next picture."""
    frame = next(frame for frame in frames if frame is not None)
    number = int(numbered.read(frame.image))
    source.release(frame)
    return number


def test_names_are_ordered_by_time_then_as_people_do(tmp_path: Path) -> None:
    folder = tmp_path / "Kreuzung [süd] 1"
    folder.mkdir()
    names = [
        "b_2020-01-01_12-00-00.mp4",
        "a_2020-01-01_13-00-00.mp4",
        "clip 10.avi",
        "clip 2.avi",
        ".hidden.mp4",
        "x.txt",
    ]
    for name in names:
        (folder / name).write_bytes(b"\0\1\2")
        os.utime(folder / name, (NOON + 86_400, NOON + 86_400))
    assert [path.name for path in expand(str(folder))] == [names[0], names[1], names[3], names[2]]
    assert [path.name for path in expand(f"{folder}/clip*.avi")] == ["clip 2.avi", "clip 10.avi"]
    assert [path.name for path in expand(f"{tmp_path}/*/a_*")] == [names[1]]
    assert expand(str(folder / "x.txt")) == [folder / "x.txt"]
    with pytest.raises(UserError, match="no files match this pattern"):
        expand(f"{folder}/*.mkv")


def test_files_in_sequence_are_one_camera_each_at_its_own_time(tmp_path: Path, camera: Any, numbered: Any) -> None:
    numbered.video(tmp_path / "2020-01-01_12-00-00.avi", 20)  # 2 s
    numbered.video(tmp_path / "2020-01-01_12-00-02.avi", 10, size=(160, 120))  # follows at once
    numbered.video(tmp_path / "2020-01-01_12-05-00.avi", 10, fps=5.0)
    source = recorded(camera, tmp_path)
    frames = all_of(source)
    assert [frame.index for frame in frames] == list(range(40))
    assert [frames[at].time - NOON for at in (0, 19, 20, 29, 30, 39)] == pytest.approx([0, 1.9, 2, 2.9, 300, 301.8])
    assert [frame.index for frame in frames if frame.cut] == [30]
    assert [(gap.begin - NOON, gap.end - NOON, gap.reason) for gap in source.gaps] == [(pytest.approx(3), 300, None)]
    assert (source.state, source.reason, source.skipped) == ("ended", None, 0)


def test_what_two_recordings_show_is_seen_once(tmp_path: Path, camera: Any, numbered: Any) -> None:
    numbered.video(tmp_path / "2020-01-01_12-00-00.avi", 60)  # 6 s
    numbered.video(tmp_path / "2020-01-01_12-00-03.avi", 60)
    source = recorded(camera, f"{tmp_path}/*.avi")
    times = [frame.time for frame in all_of(source)]
    assert times == sorted(set(times))
    assert len(times) == 90
    assert source.skipped == 30
    assert [gap.begin - gap.end for gap in source.gaps] == [pytest.approx(3)]


def test_files_copied_at_one_time_follow_one_another(tmp_path: Path, camera: Any, numbered: Any) -> None:
    for name in ("clip 1.avi", "clip 2.avi", "clip 10.avi"):
        path = numbered.video(tmp_path / name, 50)
        os.utime(path, (NOON, NOON))
    source = recorded(camera, tmp_path)
    frames = all_of(source)
    assert len(frames) == 150
    assert [frame.index for frame in frames if frame.cut] == [50, 100]
    assert [frames[at].time - NOON for at in (0, 50, 149)] == pytest.approx([-5, 0, 9.9])
    assert (source.gaps, source.skipped) == ([], 0)
    begin = source.began()
    assert begin is not None
    assert (begin.time - NOON, begin.known_from) == (pytest.approx(-5), "change time")
    assert source.moment() == pytest.approx(NOON + 9.9)


def test_a_broken_file_is_told_and_the_rest_goes_on(tmp_path: Path, camera: Any, numbered: Any) -> None:
    numbered.video(tmp_path / "2020-01-01_12-00-00.avi", 10)
    (tmp_path / "2020-01-01_12-00-01.avi").write_bytes(bytes(range(256)) * 64)
    (tmp_path / "2020-01-01_12-00-02.avi").touch()
    numbered.video(tmp_path / "2020-01-01_12-00-03.avi", 10)
    source = recorded(camera, tmp_path)
    assert len(all_of(source)) == 20
    assert source.state == "ended"
    assert [gap.file[-6:-4] for gap in source.gaps if gap.reason] == ["01", "02"]
    assert "2020-01-01_12-00-02.avi: the file is empty" in (source.reason or "")
    assert not any(gap.played for gap in source.gaps if gap.reason)


def test_a_file_that_breaks_off_has_been_played(tmp_path: Path, camera: Any, numbered: Any) -> None:
    whole = tmp_path / "whole.avi"
    numbered.video(whole, 100)
    broken = tmp_path / "broken.avi"
    broken.write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    source = recorded(camera, broken)
    assert 0 < len(all_of(source)) < 100
    assert [(gap.file, gap.played) for gap in source.gaps] == [("broken.avi", True)]


def test_nothing_but_broken_files_is_a_failure(tmp_path: Path, camera: Any) -> None:
    for name in ("a.avi", "b.avi"):
        (tmp_path / name).touch()
    source = recorded(camera, tmp_path)
    assert (all_of(source), source.state) == ([], "failed")
    assert source.reason == "a.avi, b.avi: the file is empty"


def test_a_fault_of_many_files_is_told_once(tmp_path: Path, camera: Any) -> None:
    for number in range(5):
        (tmp_path / f"{number}.avi").touch()
    (tmp_path / "5.avi").write_text("no video")
    source = recorded(camera, tmp_path)
    assert (all_of(source), source.state) == ([], "failed")
    one, other = (source.reason or "").split("; ")
    assert one == "0.avi, 1.avi, 2.avi … (5): the file is empty"
    assert other.startswith("5.avi: this is a text file")


def test_a_typed_time_is_the_first_files_and_the_others_move_along(tmp_path: Path, camera: Any, numbered: Any) -> None:
    for name in ("2020-01-01_12-00-00.avi", "2020-01-01_12-10-00.avi"):
        numbered.video(tmp_path / name, 2)
    source = recorded(camera, tmp_path, recorded_at="2024-05-06T07:00:00Z")
    assert [frame.time - 1714978800 for frame in all_of(source)] == pytest.approx([0, 0.1, 600, 600.1])
    begin = source.began()
    assert begin is not None
    assert begin.known_from == "typed"


def test_a_change_time_is_that_of_the_end(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = numbered.video(tmp_path / "a.avi", 40)
    os.utime(path, (NOON, NOON))
    frames = all_of(recorded(camera, path))
    assert (frames[0].time, frames[-1].time) == (pytest.approx(NOON - 4), pytest.approx(NOON - 0.1))


def test_the_length_of_a_file_that_does_not_tell_it_is_measured(tmp_path: Path, camera: Any, numbered: Any) -> None:
    path = tmp_path / "never finished.mjpeg"
    path.write_bytes(b"".join(cv2.imencode(".jpg", numbered.picture(number))[1].tobytes() for number in range(50)))
    os.utime(path, (NOON, NOON))
    frames = all_of(recorded(camera, path))
    assert len(frames) == 50
    assert frames[-1].time == pytest.approx(NOON, abs=0.1)


def test_a_paused_recording_shows_what_it_is_asked_for(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = recorded(camera, numbered.video(tmp_path / "a.avi", 100))
    source.pause()
    frames = source.frames()
    assert shown(source, numbered, frames) == 0
    assert next(frames) is None  # waits: whoever has pictures in flight may finish them
    source.step(1)
    assert shown(source, numbered, frames) == 1
    for seconds, number in ((5.0, 50), (9.93, 99), (0.0, 0), (500.0, 99), (4.55, 46)):
        source.seek(seconds)
        assert list(filter(None, frames)) == []  # what was before is over
        frames = source.frames()
        assert shown(source, numbered, frames) == number
        assert source.position.frame == number
    for number in (45, 44):
        source.step(-1)
        assert list(filter(None, frames)) == []
        frames = source.frames()
        assert shown(source, numbered, frames) == number
    source.play()
    assert shown(source, numbered, frames) == 45
    source.close()


def test_places_are_counted_over_all_files(tmp_path: Path, camera: Any, numbered: Any) -> None:
    for minute in range(3):
        numbered.video(tmp_path / f"2020-01-01_12-0{minute}-00.avi", 20)  # 2 s each
    source = recorded(camera, tmp_path)
    all_of(source)
    assert source.total() == pytest.approx(6)
    source.pause()
    for seconds, file, number in ((3.5, 1, 15), (0.4, 0, 4), (4.0, 2, 0)):
        source.seek(seconds)
        assert shown(source, numbered, source.frames()) == number
        assert (source.position.file, source.position.frame) == (file, number)
        assert source.passed() == pytest.approx(seconds)
    source.step(-1)
    assert shown(source, numbered, source.frames()) == 19
    assert source.position.file == 1
    source.close()


def test_after_any_playing_around_a_rewind_gives_what_a_first_run_gives(
    tmp_path: Path, camera: Any, numbered: Any
) -> None:
    for minute in range(2):
        numbered.video(tmp_path / f"2020-01-01_12-0{minute}-00.avi", 30)
    first = [(frame.index, frame.time, frame.cut) for frame in all_of(recorded(camera, tmp_path))]
    source = recorded(camera, tmp_path)
    source.pause()
    for seconds in (4.2, 0.3, 3.0):
        shown(source, numbered, source.frames())
        source.seek(seconds)
    source.rewind()
    source.play()
    again = [(frame.index, frame.time, frame.cut) for frame in all_of(source)]
    assert again == first
    source.seek(1.0)  # the end is not the end
    assert shown(source, numbered, source.frames()) == 10
    source.close()


def test_a_rewind_while_a_picture_is_on_its_way_leads_to_the_same_beginning(
    tmp_path: Path, camera: Any, numbered: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbered.video(tmp_path / "clip.avi", 100)  # its time is that of its change
    first = next(iter(all_of(recorded(camera, tmp_path))))
    source = recorded(camera, tmp_path)
    late = iter([False, False, True])

    def asked_for_meanwhile(*_: object) -> bool:
        if next(late, False):
            source.rewind()
        return False

    monkeypatch.setattr(source, "_shown_already", asked_for_meanwhile)
    before = all_of(source)
    assert len(before) == 3
    again = next(frame for frame in source.frames() if frame is not None)
    assert (again.index, again.time, again.cut) == (first.index, first.time, False)
    assert source.position.frame == 0
    source.close()


def test_speed_can_be_changed_on_the_way(tmp_path: Path, camera: Any, numbered: Any) -> None:
    source = recorded(camera, numbered.video(tmp_path / "a.avi", 600))  # a minute
    source.set_speed(1.0)
    timer = threading.Timer(0.5, lambda: source.set_speed(0))
    timer.start()
    frames = all_of(source)
    timer.join()
    assert len(frames) == 600
    assert frames[-1].captured - frames[0].captured < 30
